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
