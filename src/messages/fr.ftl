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
hint-write-out = écrire la valeur en toutes lettres
yaml-anchor = une ancre YAML (`&nom`)
hint-no-anchor = supprimer l’ancre et écrire la valeur partout où elle est voulue
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
        [dimension] dimension inconnue
        [edition] édition inconnue
        [group] groupe inconnu
        [instrument] instrument inconnu
        [item] item inconnu
        [key] clé inconnue
        [module] module inconnu
        [scale] échelle inconnue
        [sector] secteur inconnu
       *[other] nom inconnu
    } `{ $name }`
name-twice =
    { $kind ->
        [dimension] la dimension
        [edition] l’édition
        [group] le groupe
        [instrument] l’instrument
        [item] l’item
        [key] la clé
        [module] le module
        [scale] l’échelle
        [sector] le secteur
       *[other] le nom
    } `{ $name }` figure deux fois dans { $place }
expect-none-declared =
    aucun nom : { $file } ne déclare { $kind ->
        [dimension] aucune dimension
        [edition] aucune édition
        [group] aucun groupe
        [instrument] aucun instrument
        [item] aucun item
        [key] aucune clé
        [module] aucun module
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
edition-without-sector = l’édition n’a aucun secteur
module-repeats-item = le module `{ $module }` pose `{ $item }` une seconde fois aux { $people }
expect-item-once = chaque item une seule fois dans l’instrument et les modules d’une édition
break-concerns-nothing = la rupture ne concerne rien : `{ $key }` est vide
expect-one-or-all = au moins un ; ne pas écrire `{ $key }` pour les concerner tous

## labels.yaml et publication.yaml

expect-words = `{"{"} fr: …, en: … {"}"}` pour chaque mot des tableaux
number-is = `{ $name }` vaut { $value }
expect-persons-from-0 = 0 personne ou plus
expect-points-0-100 = un nombre de points entre 0 et 100
expect-percentage-0-100 = un pourcentage entre 0 et 100
expect-share-0-1 = une proportion entre 0 et 1, par exemple { $example }
expect-at-least-suppress = au moins `suppress_below`, soit { $value }

## Marges

no-margin-variable = aucune variable de calage n’est déclarée
expect-persons = plus de 0 personne
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
ranges-overlap = l’intervalle empiète sur un autre plus haut
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
expect-more-than-0 = plus de 0
hint-merge-empty = regrouper une modalité vide avec sa voisine par `merges`
expect-share-of-population = une proportion de la population, au plus 1
hint-percent-as-share = écrire 47,67 % comme 0.4767

## Un pipeline

no-wave = le pipeline n’a aucune vague
edition-twice = l’édition `{ $edition }` une seconde fois ; première occurrence : { $first }
expect-one-wave = chaque édition dans une seule vague
file-twice = le fichier `{ $path }` une seconde fois ; première occurrence : { $first }
expect-own-file = un fichier par édition
bad-delimiter = ce n’est pas un séparateur
expect-delimiter = un seul caractère ASCII, qui ne soit ni lettre, ni chiffre, ni guillemet, ni fin de ligne
hint-delimiters = les plus courants : `","`, `";"` et `"\t"`
unknown-encoding = encodage inconnu `{ $encoding }`
expect-encoding = un nom d’encodage de la liste du WHATWG, par exemple `utf-8` ou `windows-1252`
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
embedded-ends-early = `{ $end }` fermerait l’élément dans lequel la page place ce texte
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
expect-chance = une probabilité de 0.5 à moins de 1, par exemple 0.8

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
