# Ce que dit le programme, en français. Les mêmes identifiants et variables figurent dans `en.ftl` ; un test compare les deux
# au code source. Typographie : U+2019 pour l’apostrophe, U+202F avant ; ! ? » et après «, U+00A0 avant :.

## Comment s’écrivent une anomalie et la fin d’un traitement

finding-expected = attendu : { $expected }
finding-hint = piste : { $hint }
more-findings =
    { $count ->
        [one] { $count } autre anomalie relève
       *[other] { $count } autres anomalies relèvent
    } de la règle `{ $rule }`
error = erreur : { $error }
data-refused =
    données refusées : { $count ->
        [one] { $count } anomalie
       *[other] { $count } anomalies
    }
config-refused =
    configuration refusée : { $count ->
        [one] { $count } anomalie
       *[other] { $count } anomalies
    }
world-failed = { $path } : { $action } : { $cause }
internal-fault = erreur interne du programme, à signaler à ses auteurs : { $fault }
no-further-word = sans autre précision
written = résultats écrits dans { $path }
nothing-to-refuse = rien à refuser dans { $path }
# Un texte qui n’est pas dans le catalogue.
verbatim = { $text }

## Pistes communes à plusieurs anomalies

hint-nearest = vouliez-vous dire `{ $name }` ?
hint-folder-missing = le dossier `{ $folder }` n’existe pas non plus

## Le YAML tel qu’il est écrit

not-utf-8 = un octet qui n’est pas de l’UTF-8
expect-utf-8 = un fichier texte en UTF-8
hint-save-utf-8 = enregistrer de nouveau le fichier avec l’encodage UTF-8
invisible-character = le caractère { $code }
expect-readable-text = du texte lisible
hint-invisible-character = supprimer ce caractère invisible
yaml-invalid = YAML non valide (l’analyseur dit, en anglais : { $detail })
hint-yaml-syntax = chercher à cet endroit et juste au-dessus un guillemet, un crochet ou un deux-points oublié
yaml-second-document = un second document YAML
hint-one-document = un seul document par fichier : supprimer la ligne `---`
file-is-empty = le fichier est vide
yaml-too-deep = des listes et des clés imbriquées trop profondément
hint-nest-less = imbriquer moins profondément
yaml-alias = un alias YAML (`*nom`)
hint-write-out = écrire la valeur elle-même
yaml-anchor = une ancre YAML (`&nom`)
hint-no-anchor = supprimer l’ancre et répéter la valeur partout où elle sert
yaml-tag = une étiquette YAML (`!nom`)
hint-no-tag = supprimer l’étiquette
expect-plain-yaml = du YAML simple
key-not-text = une clé qui n’est pas un texte
expect-name-as-key = un nom comme clé
hint-no-merge-key = les clés de fusion (`<<`) ne sont pas lues
duplicate-key = clé `{ $name }` en double ; première occurrence : { $first }
expect-key-once = chaque clé une seule fois
hint-keep-one = garder l’une des deux occurrences

## Clés et valeurs

called-name = `{ $name }`
called-file = le fichier
called-element = un élément
called-element-of = un élément de `{ $name }`
value-is = { $what } vaut { $value }
value-is-a-list = { $what } est une liste
value-is-a-mapping = { $what } contient des clés et des valeurs
value-is-unreadable = { $what } est illisible
value-is-empty = { $what } est vide
not-in-quotes = `{ $name }` n’est pas entre guillemets
value-without-quotes = { $what } vaut `{ $value }`, sans guillemets
hint-write = écrire `{ $text }`
hint-no-quotes = enlever les guillemets
bad-name = `{ $name }` ne convient pas ici
unknown-key = clé inconnue `{ $name }`
lacks =
    dans { $what }, il manque { $kind ->
        [group] le groupe
       *[other] la clé
    } `{ $name }`
keys =
    { $count ->
        [one] la clé
       *[other] les clés
    } { $names }
either = `{ $left }` ou `{ $right }`
one-of = l’un des mots suivants : { $names }
expect-list = une liste
expect-names = des noms, chacun avec sa valeur
expect-tagged = des clés et des valeurs, dont `{ $tag }`
expect-id = un identifiant : une minuscule, puis des minuscules sans accent, des chiffres et `_`
expect-label = un nom d’édition entre guillemets : lettres sans accent, chiffres, `_` et `-`
expect-code = un code entre guillemets
expect-name = un nom
expect-text = un texte
expect-switch = `true` ou `false`
expect-whole-number = un nombre entier
expect-number = un nombre
expect-date = une date comme `2014-10-17`

## Les noms qui doivent exister

unknown-name =
    { $kind ->
        [column] colonne de l’enquête inconnue
        [dimension] dimension inconnue
        [edition] édition inconnue
        [group] groupe inconnu
        [instrument] instrument inconnu
        [item] item inconnu
        [key] clé inconnue
        [module] module inconnu
        [rule] règle inconnue
        [scale] échelle inconnue
        [sector] secteur inconnu
       *[other] nom inconnu
    } `{ $name }`
name-twice =
    { $kind ->
        [column] la colonne
        [dimension] la dimension
        [edition] l’édition
        [group] le groupe
        [instrument] l’instrument
        [item] l’item
        [key] la clé
        [module] le module
        [rule] la règle
        [scale] l’échelle
        [sector] le secteur
       *[other] le nom
    } `{ $name }` figure deux fois dans { $place }
expect-none-declared =
    aucun nom : { $file } ne déclare { $kind ->
        [column] aucune colonne
        [dimension] aucune dimension
        [edition] aucune édition
        [group] aucun groupe
        [instrument] aucun instrument
        [item] aucun item
        [key] aucune clé
        [module] aucun module
        [rule] aucune règle
        [scale] aucune échelle
        [sector] aucun secteur
       *[other] aucun nom
    }
expect-one-of-count = l’un des { $count } noms possibles
expect-one-of-file = l’un des { $count } noms de cette sorte dans { $file }

## Fichiers et dossiers d’un traitement

config-folder-missing = le dossier de configuration `{ $folder }` n’existe pas
templates-folder-missing = le dossier des modèles de rapport `{ $folder }` n’existe pas
not-a-file = `{ $path }` n’est pas un fichier
file-missing = le fichier `{ $path }` n’existe pas
wave-file-missing = le fichier de la vague, `{ $path }`, n’existe pas
file-too-large = `{ $path }` fait { $bytes } octets
expect-yaml-file = un fichier YAML
out-holds-inputs = le dossier de sortie `{ $folder }` contient `{ $input }`, qui est lu par le traitement
expect-own-folder = un dossier réservé aux résultats, car il est remplacé en entier
output-is-a-file = le dossier de sortie est un fichier
output-not-ours = le dossier de sortie contient des fichiers qui ne viennent pas de ce programme
expect-free-output = un dossier qui n’existe pas encore, un dossier vide, ou les résultats d’un traitement précédent
hint-other-output = choisir un autre dossier avec `--out`, ou sous `publish:` dans le pipeline

## codebook.yaml et sectors.yaml

no-sector-declared = aucun secteur n’est déclaré
no-item-declared = aucun item n’est déclaré
reserved-id = l’identifiant `{ $id }` est réservé
expect-other-id = un autre identifiant : les tableaux utilisent celui-ci pour eux-mêmes
ambiguous-pair-id = la paire `{ $pair }` porte l’identifiant d’un item qui n’en fait pas partie
expect-pair-id = l’identifiant de l’un de ses deux items, ou un identifiant qu’aucun item ne porte
scales-differ = les deux items de la paire `{ $pair }` ont des échelles différentes, `{ $client }` et `{ $employee }`
expect-same-scale = la même échelle des deux côtés
value-is-zero = `{ $name }` vaut 0
expect-at-least-one = au moins 1
expect-at-least = au moins { $count }
expect-at-most = au plus { $count }
people-clients = clients
people-employees = collaborateurs
dimension-one-sided = la dimension `{ $dimension }` n’a aucun item posé aux { $people }
expect-item-each-side = au moins un item de chaque côté
min-items-too-many =
    `min_items` vaut { $min_items }, alors que { $asked ->
        [one] { $asked } seul item est posé
       *[other] { $asked } items sont posés
    } aux { $people }
pillar-empty = le pilier `{ $pillar }` n’a aucune dimension
dimension-in-two-pillars = la dimension `{ $dimension }` est déjà dans le pilier `{ $pillar }`
expect-one-pillar = chaque dimension dans un pilier au plus
no-wording = l’item `{ $item }` n’a aucun libellé
expect-wording = un libellé sous `client`, sous `employee` ou sous les deux
item-not-put-to = l’item `{ $item }` n’est pas posé aux { $people }
expect-item-with-wording = un item du questionnaire qui a un libellé sous `{ $side }`
percentage-in-dimension = l’item `{ $item }` appartient à une dimension alors que sa réponse est un pourcentage
number-in-dimension = l’item `{ $item }` appartient à une dimension alors que sa réponse est un nombre
expect-ordered-scale = une échelle ordonnée, car une dimension est une moyenne de réponses ordonnées
measure-not-applicable = la mesure `{ $measure }` ne s’applique pas à l’item `{ $item }`
expect-measure = sous `{ $key }` : { $words }
contrast-with-itself = un item est comparé à lui-même
expect-two-items = deux items
contrast-of-unlike-scales = une échelle ordonnée est comparée à un pourcentage
expect-same-measures = deux items qui ont les mêmes mesures
no-block = aucun bloc de réponses n’est déclaré
expect-block = `client_blocks` avec au moins un bloc, ou un `employee_block`
block-without-sector = le bloc n’a pas de secteur
block-sector-twice = le secteur du bloc est donné deux fois
expect-block-sector = `sector: une_colonne`, ou `sector_is: un_secteur` si toutes ses réponses portent sur un seul
second-block = un second bloc sur `{ $sector }`
expect-sector-in-one-block = chaque secteur dans un seul bloc
yes-is-no = le code `{ $code }` signifie à la fois oui et non
expect-two-codes = deux codes différents
column-two-meanings = la colonne `{ $column }` a deux significations ; l’autre est donnée en { $first }
expect-one-meaning = une colonne, une signification
code-is-an-answer = le code `{ $code }` est aussi une réponse
expect-code-outside = un code hors de { $min }–{ $max }, car ce sont les réponses possibles
scale-range = l’étendue de `{ $scale }` va de { $min } à { $max }
expect-max-above = un `max` supérieur à { $min }
labels-without-code = des libellés de « ne sait pas » sans code
expect-dont-know-code = `dont_know` avec le code que ces libellés représentent
code-twice = le code `{ $code }` figure deux fois
expect-code-once = chaque code une seule fois
code-twice-in = le code `{ $code }` figure deux fois dans { $place }
scale-size =
    l’échelle `{ $scale }` a { $count ->
        [one] { $count } code
       *[other] { $count } codes
    }
expect-scale-size = de 2 à { $most } codes, du moins favorable au plus favorable
code-is-on-scale = le code `{ $code }` est aussi une réponse de l’échelle
expect-code-off-scale = un code qui n’est pas sur l’échelle
unknown-code = code inconnu `{ $code }`
codes-not-the-last = { $what } est [{ $written }] parmi les codes [{ $all }]
expect-last-codes = les derniers codes de l’échelle : au moins un, et pas tous
most-favourable-only = le code `{ $code }` est parmi les plus favorables sans être parmi les favorables
expect-favourable-code = des codes qui figurent sous `favourable`
expect-above-zero = un nombre supérieur à 0
weight-missing = `{ $name }` n’a pas de `weight` alors que d’autres en ont un
expect-all-weights = un poids partout, ou nulle part
weights-sum = la somme des poids est { $sum }
expect-sum-of-one = 1, à { $miss } près

## registry.yaml

dimension-asked =
    la dimension `{ $dimension }` n’a ici { $asked ->
        [0] aucun item posé
        [one] que { $asked } item posé
       *[other] que { $asked } items posés
    } aux { $people }
side-without-block =
    { $count ->
        [one] { $count } item est posé
       *[other] { $count } items sont posés
    } aux { $people }, qui n’ont aucun bloc dans `layout`
expect-block-or-no-item = `{ $block }` dans `layout` de `codebook.yaml`, ou aucun item ici
no-edition-declared = aucune édition n’est déclarée
field-ends-early = `field_end`, { $end }, précède `field_start`
expect-date-or-later = { $date } ou plus tard
published-early = `published` précède la fin du terrain
expect-edition-number = 1 pour la première édition
expect-number-0-100 = un nombre de 0 à 100
expect-minutes = un nombre de minutes supérieur à 0
edition-without-sector = l’édition n’a aucun secteur
module-repeats-item = le module `{ $module }` pose `{ $item }` une seconde fois aux { $people }
expect-item-once = chaque item une seule fois dans l’instrument et les modules d’une édition
break-concerns-nothing = la rupture ne concerne rien : `{ $key }` est vide
expect-one-or-all = au moins un ; ne pas écrire `{ $key }` pour les concerner tous

## labels.yaml et publication.yaml

expect-words = `{"{"} fr: …, en: … {"}"}` pour chaque mot des tableaux
number-is = `{ $name }` vaut { $value }
expect-persons-from-0 = un nombre de personnes, 0 ou plus
expect-points-0-100 = un nombre de points entre 0 et 100
expect-percentage-0-100 = un pourcentage entre 0 et 100
expect-share-0-1 = une proportion entre 0 et 1, par exemple { $example }
expect-at-least-suppress = au moins `suppress_below`, soit { $value }

## Marges

no-margin-variable = aucune variable de calage n’est déclarée
expect-persons = un nombre de personnes supérieur à 0
expect-at-most-total = au plus `{ $name }`, soit { $total }
universe-without-total = l’univers `{ $universe }` n’a pas d’effectif total
expect-universe-total = `universe_totals: {"{"} { $universe }: … {"}"}` en tête du fichier, en nombre de personnes
column-and-columns = `{ $variable }` a à la fois `column` et `columns`
expect-one-of-them = l’un des deux
crosses-nothing = `columns` de `{ $variable }` ne croise rien
expect-two-columns = deux colonnes ou plus
hint-single-column = pour une seule colonne, écrire `column`
column-twice = la colonne `{ $column }` figure deux fois dans `columns`
crossed-code = `{ $code }` ne donne pas un code pour chacune des colonnes { $columns }
expect-crossed-code = `{ $example }`, les codes dans l’ordre de `columns`
variable-without-category = la variable `{ $variable }` n’a aucune modalité
code-of-category = le code `{ $code }` désigne déjà une modalité de `{ $variable }`
expect-code-in-one-category = chaque code dans une seule modalité
category-without-range = la modalité `{ $category }` n’a pas de `range`
expect-all-ranges = un intervalle dans chaque modalité
not-a-range = `range` n’est pas un intervalle
expect-range = deux nombres, par exemple `[18, 24]`, tous deux compris
ranges-overlap = l’intervalle en recoupe un autre, plus haut dans le fichier
expect-number-in-one-category = chaque nombre dans une seule modalité
range-beside = un intervalle à côté de `columns` ou de `merges`
expect-plain-range = un intervalle sur une seule colonne, sans regroupement
shares-sum = la somme des proportions de `{ $variable }` est { $sum }
expect-shares-sum = 1, à 0,001 près
counts-sum = la somme des effectifs de `{ $variable }` est { $sum }
expect-population-total = l’effectif total de la population, { $total }
expect-total-of-universe = l’effectif total de son univers, { $total }
category-has = la modalité `{ $category }` est donnée par `{ $key }`
expect-as-others = `{ $key }`, comme les autres modalités du fichier
category-without-number = la modalité `{ $category }` n’a ni `share` ni `count`
expect-more-than-0 = un nombre supérieur à 0
hint-merge-empty = regrouper une modalité vide avec sa voisine par `merges`
expect-share-of-population = une proportion de la population, au plus 1
hint-percent-as-share = écrire `0.4767` pour 47,67 %

## Un pipeline

no-wave = le pipeline n’a aucune vague
edition-twice = l’édition `{ $edition }` une seconde fois ; première occurrence : { $first }
expect-one-wave = chaque édition dans une seule vague
file-twice = le fichier `{ $path }` une seconde fois ; première occurrence : { $first }
expect-own-file = un fichier par édition
bad-delimiter = ce n’est pas un séparateur
expect-delimiter = un seul caractère ASCII, qui ne soit ni lettre, ni chiffre, ni guillemet, ni fin de ligne
hint-delimiters = les plus courants : `","`, `";"` et `"\t"` ; `detect` le trouve
unknown-encoding = encodage inconnu `{ $encoding }`
expect-encoding = un nom d’encodage de la liste du WHATWG, par exemple `utf-8` ou `windows-1252`, ou `detect`
method-without-bounds = la méthode `{ $method }` demande des bornes, `bounds`
expect-bounds-beside = `bounds: [L, U]` à côté d’elle, par exemple `[0.3, 3]`
bounds-unused = la méthode `{ $method }` n’a pas de bornes
hint-bounds-unused = enlever `bounds`, ou choisir pour `method` { $methods }
bounds-are = `bounds` vaut [{ $bounds }]
expect-bounds = deux nombres [L, U] avec 0 ≤ L < 1 < U
hint-bounds = ils bornent le rapport du poids calé au poids de base, qui vaut 1 en moyenne
trim-beside-method = `trim` à côté de la méthode `{ $method }`
expect-raking = `method: raking`
hint-trim-bounds = les méthodes bornées limitent par `bounds` le rapport du poids calé au poids de base
expect-cap = plus de 1 : c’est un nombre de poids moyens
expect-max-misfit = un écart relatif de 1e-10, la valeur par défaut, à moins de 1, par exemple 0.001
expect-from-to = de { $least } à { $most }
long-without-block = aucun bloc client n’a de colonne pour le secteur
expect-block-column = `client_blocks` avec `sector` dans `layout`, ou pas de `sector` ici
recode-beside-values = `recode` à côté de `values`
expect-recode-or-values = l’un des deux : `recode` dit ce que signifie chaque cellule
label-ambiguous = dans la colonne `{ $column }`, le libellé `{ $label }` désigne `{ $first }` et `{ $second }`
expect-labels-apart = `values: codes` ou un `recode` pour cette colonne, ou des libellés différents
not-a-code = `{ $code }` n’est pas un code de la colonne `{ $column }`
no-dont-know-code = la colonne `{ $column }` n’a pas de code pour « ne sait pas »
expect-dont-know-or-not-asked = `dont_know` sur son échelle, ou `not_asked` ici
decimal-is-delimiter = le signe décimal est le séparateur
bad-decimal = ce n’est pas un signe décimal
expect-decimal = `"."` ou `","`
expect-two-characters = deux caractères différents
expect-header-row = au moins 1, comme le tableur numérote ses lignes
last-row-above = `last_row` est au-dessus de la première ligne

## Quand le système fait défaut

cannot-read = lecture impossible
cannot-write = écriture impossible
cannot-create-folder = création du dossier impossible
cannot-look-at-output = dossier de sortie inaccessible
cannot-read-output = lecture du dossier de sortie impossible
cannot-lock = verrouillage impossible
cannot-remove = suppression impossible
cannot-swap = mise en place des résultats impossible
system-code = { $cause } (erreur { $code } du système)
system-not-found = fichier ou dossier introuvable
system-denied = accès refusé
system-full = plus de place sur le disque
system-quota = quota du disque épuisé
system-read-only = système de fichiers en lecture seule
system-not-a-folder = ce n’est pas un dossier
system-is-a-folder = c’est un dossier
system-busy = utilisé par un autre programme
system-interrupted = interrompu
another-run = un autre traitement écrit dans le même dossier de sortie ; attendre qu’il se termine
standard-output = sortie standard

## Un fichier de vague

wave-not-there = fichier introuvable
expect-wave-file = le fichier de la vague de l’édition `{ $edition }`
reader-gave-up = le fichier est endommagé : sa lecture a échoué
hint-export-anew = redemander le fichier, ou l’ouvrir dans l’outil qui l’a écrit et l’exporter de nouveau
blank-cell = une cellule vide
column-missing = pas de colonne `{ $name }`
a-delivered-file = un fichier livré
columns-named-alike = deux colonnes s’appellent `{ $name }`
expect-names-once = chaque nom de colonne une seule fois
not-delimited = impossible à lire comme texte délimité ; { $fault }
not-parquet = impossible à lire comme fichier Parquet ; { $fault }
not-a-workbook = impossible à lire comme classeur ; { $fault }
not-spss = impossible à lire comme fichier SPSS ; { $fault }
hint-export-again = exporter de nouveau le fichier
hint-check-format = vérifier `format:` sous `reader:`, ou redemander le fichier
parquet-misfit = sa fin ne correspond pas à son contenu : des octets ont été perdus ou ajoutés
spss-no-directory = pas de répertoire de ses blocs
spss-no-variable = il n’a aucune variable
spss-misfit = ses lignes n’ont pas le même nombre de variables que son dictionnaire
workbook-parts = l’archive a { $count } parties
workbook-no-sheet = le classeur n’a aucune feuille
workbook-order = la ligne { $row } vient après la ligne { $before }
in-english = l’outil de lecture dit, en anglais : { $fault }
records-misread = { $rows } enregistrements de { $columns } champs, mais { $rows_read } lignes de { $columns_read } colonnes à la lecture
column-not-text = la colonne `{ $column }` n’a pas été lue comme du texte
hint-save-again = l’ouvrir dans le tableur et l’enregistrer de nouveau, ou redemander le fichier
hint-save-spss = l’ouvrir dans SPSS ou PSPP et l’enregistrer de nouveau, ou redemander le fichier
sep-line = la première ligne dit que le séparateur est `{ $found }`
expect-sep-line = `sep={ $declared }`, comme le déclare `reader:`, ou pas de telle ligne
hint-declare-delimiter = déclarer `delimiter: "{ $found }"` sous `reader:`
cut-short = le fichier se termine sans fin de ligne, dans un champ vide
expect-line-end = une fin de ligne après le dernier répondant, ou une valeur
hint-cut-short = un transfert interrompu se termine ainsi : comparer la taille, ou redemander le fichier
no-last-line-end = le fichier se termine sans fin de ligne : son dernier champ a pu être coupé
no-delimiter = aucun séparateur ne donne le même nombre de colonnes à toutes les premières lignes
delimiters-possible = le séparateur peut être { $found }
expect-common-delimiter = l’un de `;`, `,`, tabulation et `|`
hint-delimiter = déclarer `delimiter:` sous `reader:`
delimiter-detected = le séparateur trouvé est `{ $found }`
hint-pin-delimiter = déclarer `delimiter: "{ $found }"` sous `reader:`, pour que le prochain fichier ne puisse différer sans qu’on le voie
field-count =
    { $count ->
        [one] { $count } champ
       *[other] { $count } champs
    }
expect-field-count =
    { $count ->
        [one] { $count } champ
       *[other] { $count } champs
    }, comme dans l’en-tête
hint-field-count = un champ qui contient le séparateur doit être entre guillemets ; une ligne coupée est le signe d’un transfert interrompu
expect-rows = une ligne d’en-tête et une ligne par répondant
header-rows = { $count } des { $wanted } lignes d’en-tête de `{ $shape }`
expect-header-rows = les lignes d’en-tête que `headers:` déclare
import-ids-few = { $found } colonnes sur { $columns } ont un identifiant d’import en troisième ligne
hint-qualtrics-rows = Qualtrics écrit trois lignes d’en-tête : exporter de nouveau le fichier, ou corriger `headers:`
import-ids-below = des identifiants d’import sous les noms, comme les écrit Qualtrics
hint-qualtrics = déclarer `headers: qualtrics` sous `reader:`
response-nowhere = aucune colonne n’a `Response` en deuxième ligne
hint-surveymonkey-rows = SurveyMonkey écrit `Response` sous une question : exporter de nouveau le fichier, ou corriger `headers:`
response-below = `Response` sous les questions, comme l’écrit SurveyMonkey
hint-surveymonkey = déclarer `headers: surveymonkey` sous `reader:`
column-unnamed = une colonne sans nom
expect-all-names = un nom dans chaque champ de l’en-tête
column-named-as = la colonne n° { $column } porte le nom de la colonne n° { $first }
one-single-column = une seule colonne, `{ $name }…`
expect-separated = des colonnes séparées par `{ $delimiter }`
expect-at-most-size = au plus { $allowed }
hint-limits = `limits: {"{"} { $key }: … {"}"}` sous `reader:` permet davantage, si le fichier doit vraiment être ainsi
size-megabytes = { $count } Mo
size-columns =
    { $count ->
        [one] { $count } colonne
       *[other] { $count } colonnes
    }
size-rows =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
size-cells =
    { $count ->
        [one] { $count } cellule
       *[other] { $count } cellules
    }
size-bytes =
    { $count ->
        [one] { $count } octet
       *[other] { $count } octets
    }
file-unpacks = le fichier décompressé fait { $count } Mo ou plus
more-than = plus de { $allowed }
field-too-long = un champ de plus de { $allowed }
file-size = le fichier fait { $count } Mo
long-inconsistent = ce n’est pas ce que le même répondant a ligne { $line }
expect-same-in-rows = la même valeur dans toutes les lignes d’un répondant
long-twice = une seconde réponse à la même question
expect-one-row-each = une ligne par répondant, secteur et item
answer-count =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
expect-answer-count =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }, comme le déclare `n_rows` de `long:`
hint-answer-count = demander le fichier complet, ou corriger `n_rows`
answers-uncounted =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }, et rien ne déclare combien il doit y en avoir
hint-answers-uncounted = un fichier coupé après une ligne ressemble à un fichier entier : déclarer `n_rows:` sous `long:`
expect-long-column = la colonne nommée par `{ $key }` de `long:`
long-item = une réponse à aucun item
expect-item-of-row = l’item auquel la ligne répond
long-sectors = plus de { $most } secteurs
expect-sectors-as-blocks = autant de secteurs que `layout` a de blocs clients
item-and-column = `{ $name }` est à la fois un item et une colonne du fichier
hint-ask-again = redemander le fichier
kind-text = le fichier est du texte
hint-csv = déclarer `format: csv` sous `reader:` si c’est un tableau
kind-parquet = le fichier est au format Parquet
hint-parquet = déclarer `format: parquet` sous `reader:`
kind-xlsx = le fichier est un classeur Excel
hint-xlsx = déclarer `format: xlsx` sous `reader:`
kind-spss = le fichier est au format SPSS
hint-spss = déclarer `format: spss` sous `reader:`
kind-opendocument = le fichier est une feuille OpenDocument
hint-save-xlsx-or-csv = l’enregistrer en `.xlsx` ou en CSV
kind-zip = le fichier est une archive zip
hint-unpack-name = la décompresser, et nommer le fichier qu’elle contient
kind-ole = le fichier est un ancien classeur Excel (.xls), ou un classeur protégé par un mot de passe
hint-save-xlsx = l’enregistrer en `.xlsx` sans mot de passe
kind-gzip = le fichier est compressé par gzip
kind-compressed = le fichier est compressé
hint-unpack = le décompresser d’abord
kind-lfs = le fichier est un pointeur Git LFS, pas les données
hint-lfs = récupérer les données par `git lfs pull`, ou les demander à qui a livré le dossier
kind-html = le fichier est une page web
hint-html = le téléchargement a donné une page d’erreur ou demandé une connexion : recommencer
kind-binary = le fichier est endommagé, ou d’un genre inconnu ici
kind-pdf = le fichier est un PDF
hint-pdf = demander les données elles-mêmes
expect-delimited = du texte délimité : un en-tête et une ligne par répondant
expect-parquet = un fichier Apache Parquet
expect-workbook = un classeur Excel (.xlsx)
expect-spss = un fichier SPSS (.sav ou .zsav)
column-type = la colonne `{ $column }` est de type { $kind }
expect-plain-types = du texte, des nombres, des booléens ou des dates
column-not-taken = la colonne `{ $column }` n’est pas lue : elle est prise de `{ $from }`
means-dont-know = « ne sait pas »
means-not-asked = « question non posée »
missing-declared = { $value } se lit { $meaning } : { $cells } cellules dans { $columns } colonnes
expect-column-from = une colonne `{ $from }`, d’où est prise `{ $column }`
missing-contradicted = le fichier déclare manquant le code `{ $code }` de la colonne `{ $column }`
expect-no-answer-code = un code qui ne soit pas une réponse dans le questionnaire
hint-missing-contradicted = sortir le code de l’échelle et le mettre sous `dont_know`, ou demander à l’institut ce qu’il signifie
decimal-dot = { $value } a un point décimal
expect-decimal-comma = un nombre à virgule décimale, comme le déclare `reader:`
label-unknown = { $value } n’est pas un libellé de `{ $column }`
or-more = { $names }, ou l’un des { $count } autres
recode-unknown = { $value } n’est pas sous `recode` de `{ $column }`
hint-label = déclarer le libellé sous `aliases` de son code, cette graphie sous `missing`, ou `values: codes` pour la colonne
quote-inside = un guillemet dans un champ qui n’est pas entre guillemets
expect-quoted = le champ entier entre guillemets, et les guillemets qu’il contient doublés
quote-unclosed = un guillemet ouvert ici n’est jamais fermé
quote-closed-inside = un guillemet ouvert ici se ferme au milieu d’un champ
expect-closed-quote = un guillemet à la fin du champ, et les guillemets qu’il contient doublés
hint-quote = supprimer le guillemet, ou le fermer ; exporter de nouveau le fichier s’il y en a beaucoup
sheet-missing = pas de feuille `{ $sheet }`
expect-sheet = { $sheets }
sheet-chosen = la feuille lue est `{ $sheet }`, la première de { $sheets }
hint-sheet = déclarer `sheet: { $sheet }` sous `reader:`
stray-cell = une valeur en { $cell }, à côté du tableau
expect-values-in-table = des valeurs seulement sous un nom de l’en-tête
hint-empty-cell = vider la cellule
rows-after-blank =
    { $count ->
        [one] { $count } valeur n’est pas lue : elle se trouve
       *[other] { $count } valeurs ne sont pas lues : elles se trouvent
    } sous la ligne { $row }, qui est vide, à partir de { $cell }
rows-after-last =
    { $count ->
        [one] { $count } valeur n’est pas lue : elle se trouve
       *[other] { $count } valeurs ne sont pas lues : elles se trouvent
    } sous la ligne { $row }, déclarée la dernière, à partir de { $cell }
cell-error = la cellule { $cell } contient l’erreur `{ $error }`
expect-value = une valeur
hint-formula-or-empty = corriger la formule, ou vider la cellule
encoding-detected = l’encodage trouvé est { $encoding }
encoding-detected-by-mark = l’encodage trouvé est { $encoding }, d’après sa marque d’ordre des octets
hint-pin-encoding = déclarer `encoding: { $encoding }` sous `reader:`, pour que le prochain fichier ne puisse différer sans qu’on le voie
encoding-marked = la marque d’ordre des octets annonce { $encoding }
expect-declared-encoding = du texte en { $encoding }, comme le déclare `reader:`
hint-encoding-is = déclarer `encoding: { $encoding }` sous `reader:`
byte-not-in-encoding = un octet étranger à l’encodage { $encoding }
expect-text-in = du texte en { $encoding }
hint-windows-1252 = déclarer `encoding: windows-1252` sous `reader:` si le fichier vient d’Excel
hint-written-encoding = déclarer l’encodage dans lequel le fichier a été écrit
hint-encoding = déclarer `encoding:` sous `reader:` : il ne peut être deviné
nul-byte = un octet NUL : le fichier n’est pas du texte dans l’encodage déclaré
hint-nul-byte = une copie interrompue remplit un fichier d’octets NUL, et l’UTF-16 en a un sur deux : redemander le fichier, ou déclarer `encoding: utf-16le` sous `reader:`

## Calage et réplications

category-of = la modalité `{ $category }` de `{ $variable }`
category-at = la modalité n° { $category } de la marge n° { $variable }
margin-at = la marge n° { $variable }
margin-totals = la somme de { $first } est { $first_total }, celle de { $second } est { $second_total }
expect-same-totals = des marges dont l’effectif total est le même
category-implied = dans l’édition `{ $edition }`, { $category } se déduit des autres modalités, qui impliquent { $implied } personnes et non { $total }
expect-joint-margins = des marges qu’un même échantillon peut respecter ensemble
hint-merge-two = regrouper deux modalités, ou enlever l’une des variables
edition-fault = édition `{ $edition }` : { $fault }
weights-all-zero = tous les poids calés sont nuls
base-weights-all-zero = tous les poids de base sont nuls
category-empty = aucun répondant de l’édition `{ $edition }` n’est dans { $category }
expect-respondent-each = au moins un répondant dans chaque modalité des marges
hint-merge-or-check = regrouper la modalité avec sa voisine par `merges:`, ou vérifier les codes de la vague
category-missed = { $category }, { $place }, s’écarte de sa cible de { $misfit } en valeur relative
margins-contradict = aucun jeu de poids positifs ou nuls ne respecte les marges de l’édition `{ $edition }` : { $category } reste à { $misfit } de sa cible en valeur relative
expect-reachable-margins = des marges que l’échantillon peut respecter
hint-contradiction = deux variables se contredisent dans cet échantillon : regrouper des modalités par `merges:`, ou enlever l’une des deux
cap-fails = les poids de l’édition `{ $edition }`, plafonnés à { $cap } fois la moyenne, ne peuvent plus être calés : { $fault }
hint-raise-cap = augmenter `cap`
cap-misses =
    sans poids au-dessus de { $cap } fois la moyenne, les marges de l’édition `{ $edition }` ne sont pas respectées après { $rounds ->
        [one] { $rounds } tour
       *[other] { $rounds } tours
    } : { $missed }
expect-misfit = un écart d’au plus { $misfit }, valeur de `max_misfit`
hint-cap-misfit = augmenter `cap` ou `max_rounds`, ou accepter l’écart par `max_misfit` ; le tableau `weighting` en rend compte
lonely-stratum = la strate { $stratum } de l’édition `{ $edition }` n’a qu’une unité d’échantillonnage
lonely-edition = l’édition `{ $edition }` n’a qu’une unité d’échantillonnage
expect-two-units = au moins deux unités d’échantillonnage par strate, sans quoi la variance de la strate ne peut être estimée
hint-lonely = regrouper la strate avec sa voisine dans le fichier de la vague, ou choisir `lonely_psu: adjust`, `average` ou `certainty`
category-redundant = dans l’édition `{ $edition }`, { $category } se déduit des modalités qui la précèdent
expect-independent-margins = des marges qui ne se répètent pas
hint-drop-variable = enlever l’une des variables
not-converged =
    les poids de l’édition `{ $edition }` ne respectent pas les marges après { $iterations ->
        [one] { $iterations } itération
       *[other] { $iterations } itérations
    } : { $missed }
expect-iterations = autant d’itérations qu’il en faut : avec un rapport aux poids de base dans { $bounds }, les marges sont respectées
hint-iterations-or-bounds = augmenter `max_iterations`, ou choisir `method: truncated_linear` avec `bounds: { $bounds }`
hint-iterations-or-merge = augmenter `max_iterations`, ou regrouper des modalités rares par `merges:`
bounds-infeasible = aucun jeu de poids dans les bornes { $bounds } ne respecte les marges de l’édition `{ $edition }`
bounds-infeasible-tightest = aucun jeu de poids dans les bornes { $bounds } ne respecte les marges de l’édition `{ $edition }` ; les plus étroites qui le permettent : { $tightest }
expect-feasible-bounds = des bornes compatibles avec les marges : { $missed }
hint-widen-bounds = élargir `bounds`, ou regrouper cette modalité avec sa voisine par `merges:`
negative-weights =
    { $count ->
        [one] { $count } des { $total } poids linéaires de l’édition `{ $edition }` est négatif
       *[other] { $count } des { $total } poids linéaires de l’édition `{ $edition }` sont négatifs
    }
expect-weights-from-zero = des poids positifs ou nuls
hint-bounded-method = choisir `method: truncated_linear` ou `logit` avec `bounds: { $bounds }` ou plus large, ou `method: raking`
hint-no-weights = aucun jeu de poids positifs ou nuls ne respecte ces marges : regrouper des modalités par `merges:`
hint-raking = choisir `method: raking`, ou une méthode bornée
replicates-left-out = { $failed } des { $asked } réplications bootstrap de l’édition `{ $edition }` ne respectent pas les marges et sont laissées de côté
replicates-failed = { $failed } des { $asked } réplications bootstrap de l’édition `{ $edition }` ne respectent pas les marges
expect-at-most-percent = au plus { $percent } %
hint-replicates = regrouper des modalités rares par `merges:`, augmenter `max_iterations`, ou élargir les bornes du calage

## Modèles du rapport

template-refused = l’outil de modèles dit, en anglais : { $fault }
expect-template-names = un modèle qui n’emploie que ce que le rapport lui fournit
template-unreadable = lecture impossible : { $cause }
expect-template = un modèle du rapport
no-template = le dossier ne contient aucun modèle du rapport en `{ $language }`
expect-template-files = des fichiers nommés `*.{ $language }.md.j2`
figure-without-line = une figure n’a pas de ligne `{ $line }`
expect-figure-lines = des lignes qui commencent par `title:`, `subtitle:`, `caption:`, `alt:`, `note:` ou `key.<nom>:`

## La ligne de commande et son aide

help-about = Calcule et publie un baromètre : pondération, indices de symétrie, évolutions, tableaux et rapport
help-example =
    Exemple :
  {"  "}{ $command }
help-run = Exécuter tout le traitement et remplacer le dossier de sortie
help-check = Dire tout ce que `run` refuserait, sans rien écrire
help-power = Dire ce qu’une vague prévue pourra montrer, avant le terrain : écarts, symétrie, évolutions
help-help = Afficher cette aide, ou celle d’une commande
help-version = Afficher la version
help-lang = Langue des messages et du rapport, à la place de celle du système et de celle du pipeline
help-out = Dossier de sortie, à la place de celui du pipeline
help-pipeline = Le fichier du pipeline
help-quiet = Ne dire que les erreurs
help-format-findings = Forme des anomalies sur la sortie d’erreur : texte pour les personnes, ou JSON, un objet par ligne
help-format-answer = Forme de la réponse sur la sortie standard
help-clients = Personnes qui répondent en tant que clients
help-employees = Personnes qui répondent en tant que collaborateurs
help-sectors = Secteurs entre lesquels elles se répartissent à parts égales
help-deff = Effet de plan des poids
help-delta = Marge de symétrie, en points
help-level = Réponses favorables attendues, en pourcentage ; 50 demande le plus grand échantillon
help-correlation = Corrélation entre les estimations des clients et des collaborateurs, quand des personnes répondent des deux côtés ; 0 est le choix prudent
help-chance = Probabilité voulue de montrer ce qui existe
help-formulas =
    Formules, pour des tests à 5 %, un par un (avant toute correction de multiplicité), en points :
      un côté         se^2 = deff x niveau x (100 - niveau) / personnes
      un écart        se^2 = se_clients^2 + se_collab^2 - 2 x corrélation x se_clients x se_collab
      une évolution   sqrt(2) se : vagues de même taille, personnes différentes
      écart montré    (z(0,975) + z(puissance)) se
      symétrie        deux tests unilatéraux, écart vrai nul : marge = (z(0,95) + z((1 + puissance) / 2)) se
    Hypothèses : même niveau des deux côtés, autant de personnes dans chaque secteur, chacune évaluant un seul secteur.
heading-usage = Usage :
heading-commands = Commandes{"\u00A0"}
heading-arguments = Arguments{"\u00A0"}
heading-options = Options{"\u00A0"}
help-default = { $help } [par défaut : { $value }]
help-values = { $help } [au choix : { $values }]
value-command = COMMANDE
value-folder = DOSSIER
value-language = LANGUE
value-percent = POURCENTAGE
value-share = PROPORTION
unknown-argument = option ou argument inconnu : `{ $argument }`
unknown-command = commande inconnue : `{ $name }`
bad-value = `{ $value }` ne convient pas à `{ $option }`
value-needed = `{ $option }` demande une valeur
options-missing =
    { $count ->
        [one] il manque une option
       *[other] il manque des options
    } : { $names }
option-twice = `{ $option }` figure deux fois
options-conflict = `{ $option }` ne s’emploie pas avec `{ $other }`
try-help = `--help` en dit plus
expect-number-of-persons = un nombre entier de personnes, au moins 2
expect-number-of-sectors = un nombre entier de secteurs, de 1 à 1000
expect-design-effect = un effet de plan d’au moins 1
expect-between-0-and-100 = un nombre entre 0 et 100
expect-correlation = une corrélation entre -1 et 1
expect-chance = une probabilité de `0.5` à moins de `1`, par exemple `0.8`

## Ce qu’une vague prévue peut montrer

power-title = Ce que montre une vague avec une probabilité de { $power } % (tests à { $alpha } %, niveau { $level } %, effet de plan { $deff }, corrélation { $correlation }), en points
power-national = national
power-sector = 1 secteur sur { $count }
power-persons = clients / collaborateurs
power-se = erreur type de l’écart
power-gap = écart montré
power-chance-gap = probabilité de montrer un écart de { $delta }
power-margin = marge de symétrie montrée (±)
power-chance-symmetry = probabilité de montrer la symétrie à ±{ $delta }
power-change-gap = évolution de l’écart montrée
power-change-level = évolution d’un niveau, clients / collab.
power-needed =
    Pour montrer la symétrie à ±{ $delta } avec cette probabilité, au niveau national ou dans chaque secteur, quand l’écart vrai est nul :
    {"  "}{ $each_side } personnes de chaque côté, ou { $clients } clients et { $employees } collaborateurs dans la proportion prévue
power-percent = { $percent } %

## Avancement

stage =
    { $stage ->
        [load] lecture
        [validate] contrôle
        [calibrate] calage
        [replicate] réplication
        [score] calcul
        [symmetry] symétrie
        [trend] évolutions
        [publish] publication
       *[other] { $stage }
    }
