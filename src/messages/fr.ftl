# Ce que dit le programme, en français. Les mêmes identifiants et variables figurent dans `en.ftl` ; un test compare les deux
# au code source. Typographie : U+2019 pour l’apostrophe, U+202F avant ; ! ? » et après «, U+00A0 avant :.

## Comment s’écrivent une anomalie et la fin d’un traitement

finding-marked =
    { $severity ->
        [warn] à vérifier
       *[note] à noter
    } : { $problem }
finding-expected = attendu : { $expected }
finding-hint = piste : { $hint }
more-findings =
    { $count ->
        [one] { $count } autre anomalie relève
       *[other] { $count } autres anomalies relèvent
    } de la règle `{ $rule }`
repeated = { $problem } ({ $count } cellules, dont celle-ci est la première)
error = erreur : { $error }
data-refused =
    données refusées : { $count ->
        [one] { $count } anomalie
       *[other] { $count } anomalies
    }{ $others ->
        [0] { "" }
       *[other] , et { $others } à vérifier
    }
config-refused =
    configuration refusée : { $count ->
        [one] { $count } anomalie
       *[other] { $count } anomalies
    }
claims-refused =
    fichier d’affirmations refusé : { $count ->
        [one] { $count } anomalie
       *[other] { $count } anomalies
    }
world-failed = { $path } : { $action } : { $cause }
interrupted = interrompu : le dossier de sortie est resté comme il était
internal-fault = erreur interne du programme, à signaler à ses auteurs : { $fault }
no-further-word = sans autre précision
written = résultats écrits dans { $path }
written-edition = résultats écrits dans { $path } ; le rapport porte sur l’édition { $edition }
nothing-to-refuse = rien à refuser dans { $path }
# Un texte qui n’est pas dans le catalogue.
verbatim = { $text }
library-said = { $cause } (texte de la bibliothèque, en anglais : « { $text } »)

## Pistes communes à plusieurs anomalies

hint-nearest = vouliez-vous dire `{ $name }` ?
hint-path = écrire un chemin qui y mène depuis le dossier de ce fichier, ou l’y mettre
hint-path-from-file = les chemins partent du dossier de ce fichier : écrire `{ $path }`
hint-path-from-here = écrire un chemin qui y mène depuis le dossier courant, ou lancer la commande depuis la racine du projet
hint-put-back = le remettre dans `{ $folder }`, d’après celui qui est livré ou une version précédente
hint-rename-file = renommer `{ $found }` en `{ $name }` si c’est lui
hint-copy-margins = y copier les marges d’une autre édition et y écrire les proportions et la source de celle-ci, ou corriger le chemin
hint-folder-missing = le dossier `{ $folder }` n’existe pas non plus ; les chemins partent du dossier de ce fichier : corriger celui-ci

## Le YAML tel qu’il est écrit

not-utf-8 = un octet qui n’est pas de l’UTF-8
expect-utf-8 = un fichier texte en UTF-8
hint-save-utf-8 = enregistrer de nouveau le fichier avec l’encodage UTF-8
invisible-character = le caractère { $code }
expect-readable-text = du texte lisible
hint-invisible-character = supprimer ce caractère invisible
yaml-invalid = YAML non valide : { $cause }
yaml-tab = une tabulation, là où seules des espaces sont permises
yaml-open-quote = un guillemet ouvert n’est jamais fermé
yaml-after-quote = du texte suit un guillemet fermant
yaml-escape = entre guillemets doubles, une barre oblique inverse suivie d’un signe inattendu
yaml-brackets = une virgule ou un crochet manque dans une liste ou un groupe de clés entre crochets ou accolades
yaml-colon = un deux-points de trop : un texte qui en contient un se met entre guillemets
yaml-colon-close = après `{ $key }`, un deux-points collé à la valeur
expect-plain-blanks = des espaces ordinaires devant une clé et après son deux-points
hint-plain-blank = mettre à la place une espace ordinaire
yaml-key = une clé suivie d’un deux-points et d’une espace manque ici, ou la ligne n’est pas alignée avec ses voisines
yaml-indentation = la ligne n’est pas alignée avec ses voisines
yaml-comment = un `#` collé au texte : une espace le précède quand il ouvre un commentaire
yaml-character = un texte commence par un signe réservé à YAML : le mettre entre guillemets
yaml-not-plain = une construction de YAML qui n’est pas lue ici
yaml-other = les lignes ne forment pas des clés et des valeurs
hint-yaml-quotes = mettre le texte entier entre guillemets
hint-yaml-align = deux espaces par niveau, et le même retrait pour toutes les clés d’un groupe
hint-yaml-comment = mettre une espace avant le `#`, ou le texte entre guillemets
hint-yaml-plain = n’écrire que des clés, des valeurs et des listes
hint-yaml-syntax = chercher à cet endroit et juste au-dessus un guillemet, une virgule, un crochet ou un deux-points oublié
hint-yaml-tab = mettre deux espaces par niveau à la place
hint-yaml-apostrophe = entre apostrophes, écrire `’` ou doubler l’apostrophe ; entre guillemets, écrire `\"`
hint-yaml-backslash = doubler la barre oblique inverse, ou mettre le texte entre apostrophes
yaml-second-document = un second document YAML
hint-one-document = un seul document par fichier : supprimer la ligne `---`
file-is-empty = le fichier est vide
hint-empty-file = récrire le fichier, d’après celui qui est livré ou une version précédente
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
hint-rename-or-keep-one = si l’une des deux a été copiée pour en faire une nouvelle, lui donner son propre nom ; sinon, garder l’une des deux
hint-keep-one-or-dash = garder l’une des deux occurrences ; si un nouvel élément de la liste commence ici, le `- ` manque devant sa première clé : l’y mettre

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
text-long = un texte de { $characters } caractères
value-holds-character = { $what } contient le caractère { $code }
not-in-quotes = `{ $name }` n’est pas entre guillemets
value-without-quotes = { $what } vaut `{ $value }`, sans guillemets
curly-quotes = `{ $text }` est entre guillemets typographiques
hint-write = écrire `{ $text }`
hint-no-quotes = enlever les guillemets
hint-decimal-point = écrire `{ $number }`, avec un point
hint-closed-up = écrire `{ $number }`, sans espaces
hint-leave-key-out = enlever la clé, ou la mettre là où elle est attendue ; config/README.md dit les clés de chaque fichier
hint-add-key = y écrire `{ $name }: …`
hint-one-of-these = écrire l’un de ces mots ; config/README.md dit ce que chacun signifie
hint-list = écrire `[a, b]`, ou un élément par ligne derrière un tiret
hint-or-delete-key = { $hint } ; s’il n’y a rien à dire, supprimer la clé elle-même
hint-names = écrire un nom par ligne, deux espaces plus à droite, chacun suivi d’un deux-points et de sa valeur
hint-keys = écrire ces clés, une par ligne, chacune avec sa valeur
hint-id = l’écrire comme `grande_distribution`
hint-label = l’écrire comme `"2024"`
hint-code = écrire le code entre guillemets, tel que les données l’ont : `"1"` par exemple
hint-name = écrire le nom tel qu’il est déclaré, sans blanc autour
hint-text = écrire le texte, entre guillemets s’il contient une virgule ou un deux-points
hint-comma-in-text = mettre entre guillemets un texte qui contient une virgule : `{ $text }`
hint-switch = écrire `true` pour oui, `false` pour non
hint-whole-number = écrire le nombre en chiffres, sans guillemets, blancs ni décimales : `1200` par exemple
hint-number = écrire le nombre en chiffres, avec un point avant les décimales et sans guillemets : `0.95` par exemple
hint-date = écrire l’année d’abord, puis le mois et le jour, chacun en deux chiffres
hint-no-such-day = corriger le mois ou le jour : ce jour n’existe pas
hint-shorter-text = raccourcir le texte ; ce qu’il développe a sa place dans le rapport
hint-fewer-digits = le raccourcir : parmi tant de chiffres, certains ont été répétés ou collés deux fois
hint-year = corriger l’année : un de ses chiffres manque ou est faux
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
expect-key-with = `{ $name }`, avec { $keys }
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
expect-shorter-text = au plus { $most } caractères
expect-shorter-cell = au plus { $most } caractères, ce que contient une cellule de classeur
hint-shorter-cell = raccourcir les textes dont il est fait : le titre, l’éditeur, l’adresse et l’avertissement de registry.yaml, les noms, ou le modèle
expect-fewer-digits = un nombre d’au plus 19 chiffres
expect-date-from = une date à partir de l’année { $year }, comme `2014-10-17`

## Les noms qui doivent exister

unknown-name =
    { $kind ->
        [column] colonne de l’enquête inconnue
        [claim] affirmation inconnue
        [class] classe inconnue
        [dimension] dimension inconnue
        [edition] édition inconnue
        [group] groupe inconnu
        [instrument] instrument inconnu
        [item] item inconnu
        [key] clé inconnue
        [measure] mesure inconnue
        [module] module inconnu
        [population] population inconnue
        [rule] règle inconnue
        [scale] échelle inconnue
        [sector] secteur inconnu
        [subject] sujet inconnu
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
expect-name-once = chaque nom une seule fois
printed-name-twice = `{ $id }` s’imprime « { $name } », comme `{ $other }`
expect-printed-name-once = un nom à lui dans chaque langue, à la casse et aux accents près
hint-printed-name = distinguer les deux dans `name` : qui lit le rapport n’en voit rien d’autre
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
hint-one-of-names = écrire l’un de ces noms
hint-declare-name = corriger le nom, ou le déclarer sous `{ $section }:` dans { $file }
hint-declare-one = en déclarer au moins un, comme dans les fichiers livrés avec le programme
hint-fill-or-remove = y écrire au moins un nom, ou supprimer l’entrée
hint-rename-id = lui donner un autre identifiant partout où il sert
hint-usual = la valeur habituelle est `{ $value }`

## Fichiers et dossiers d’un traitement

config-folder-missing = le dossier de configuration `{ $folder }` n’existe pas
templates-folder-missing = le dossier des modèles de rapport `{ $folder }` n’existe pas
not-a-file = `{ $path }` n’est pas un fichier
file-missing = le fichier `{ $path }` n’existe pas
wave-file-missing = le fichier de la vague, `{ $path }`, n’existe pas
expect-delivery = un fichier tel que l’institut l’a livré
file-too-large = `{ $path }` fait { $bytes } octets
expect-yaml-file = un fichier YAML
expect-yaml-size = un fichier YAML de { $bytes } octets au plus
hint-yaml-size = voir si c’est bien le fichier voulu ; des données ou des listes de milliers d’entrées n’y ont pas leur place
out-holds-inputs = le dossier de sortie `{ $folder }` contient `{ $input }`, qui est lu par le traitement
expect-own-folder = un dossier réservé aux résultats, car il est remplacé en entier
output-is-a-file = le dossier de sortie est un fichier
output-not-ours = le dossier de sortie contient des fichiers qui ne viennent pas de ce programme
expect-free-output = un dossier qui n’existe pas encore, un dossier vide, ou les résultats d’un traitement précédent
expect-removable = des résultats précédents qui peuvent être remplacés
output-unremovable = un dossier des résultats précédents où cet utilisateur ne peut pas écrire
output-link-to-nothing = le dossier de sortie est un lien qui ne mène nulle part
hint-other-output = choisir un autre dossier avec `--out`, ou sous `publish:` dans le pipeline
old-output-left = les nouveaux résultats sont en place ; voici ce que le système ne laisse pas supprimer des précédents
hint-remove-left = supprimer ce dossier à la main : aucun traitement ne peut commencer tant qu’il est là
hint-removable = se donner le droit d’y écrire (`chmod -R u+w`), ou choisir un autre dossier avec `--out`
hint-output-link = créer le dossier vers lequel pointe le lien, ou supprimer le lien

## codebook.yaml et sectors.yaml

no-sector-declared = aucun secteur n’est déclaré
no-item-declared = aucun item n’est déclaré
hint-same-scale = donner la même échelle aux deux items, ou enlever la paire
hint-one-sided = poser aussi un item de la dimension à ce côté, ou enlever `dimension` des items de l’autre
hint-min-items = abaisser `min_items`, ou poser d’autres items de la dimension
hint-wording = écrire la question telle qu’elle a été posée, ou enlever l’item
hint-item-side = ajouter ce libellé à l’item, ou ne pas le nommer ici
hint-no-dimension = enlever `dimension` de cet item
hint-measure = écrire une mesure que l’item possède, ou nommer un autre item
hint-other-item = nommer un autre item, ou enlever la comparaison
hint-block = un bloc a la colonne de son secteur et le préfixe de ses colonnes de réponses
hint-block-sector = `sector` quand chacun évalue un secteur à lui, `sector_is` quand tous évaluent le même
hint-second-block = corriger `sector_is`, ou réunir les deux blocs
hint-two-codes = relever les deux codes dans la vague ou dans sa documentation
hint-column-meanings = corriger l’un des deux noms ou préfixes
hint-scale-range = écrire sous `min` la plus petite réponse possible, sous `max` la plus grande
hint-dont-know-code = ajouter `dont_know`, ou enlever ces libellés
hint-off-scale = enlever le code de `dont_know`, ou des réponses
hint-scale-size = deux réponses font une échelle, une seule non ; une réponse chiffrée s’écrit `type: number`
hint-code-of-scale = écrire l’un de ces codes, ou l’ajouter sous `codes`
hint-last-codes = ranger `codes` du moins au plus favorable, puis nommer les derniers
hint-favourable = l’ajouter sous `favourable`, ou l’enlever ici
hint-weight = écrire un poids positif pour chacun, ou enlever tous les `weight` pour que tous comptent autant
hint-weights-sum = corriger les poids : il peut en manquer un, ou un chiffre être mal recopié
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
contrast-twice = la comparaison de `{ $item }` figure deux fois
expect-contrast-once = chaque comparaison une fois : une estimation, sur une mesure, avec un seul item de clients
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
expect-scale-ends = deux nombres entre -1e12 et 1e12, distants d’au moins 1e-9
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
hint-side-block = déclarer le bloc, ou vider cette liste
hint-dates = corriger l’une des deux dates ; dans une édition copiée, l’année reste souvent l’ancienne
hint-n-respondents = écrire le nombre d’interviews annoncé par l’institut
hint-edition-number = compter les éditions depuis la première, ou enlever la clé
hint-technical = écrire le chiffre de la fiche technique, ou enlever la clé
hint-module-item = enlever l’item du module, ou de l’instrument
expect-same-spelling = `{ $word }`, comme dans une édition antérieure : des éditions dont le mot diffère ne sont pas comparées pour les collaborateurs
fields-overlap = l’édition `{ $after }` est sur le terrain dès le { $start }, l’édition `{ $before }` jusqu’au { $end } ({ $place })
expect-fields-apart = un terrain qui commence après la fin de celui de l’édition précédente
hint-fields-overlap = comparer les dates des deux éditions à leurs rapports de terrain : c’est par elles que les éditions se suivent
field-ends-early = `field_end`, { $end }, précède `field_start`
expect-date-or-later = { $date } ou plus tard
published-early = `published` précède la fin du terrain
expect-edition-number = 1 pour la première édition
expect-number-0-100 = un nombre de 0 à 100
expect-minutes = un nombre de minutes supérieur à 0
edition-without-sector = l’édition n’a aucun secteur
expect-one-sector = un secteur ou plus
module-repeats-item = le module `{ $module }` pose `{ $item }` une seconde fois aux { $people }
expect-item-once = chaque item une seule fois dans l’instrument et les modules d’une édition
break-concerns-nothing = la rupture ne concerne rien : `{ $key }` est vide
expect-one-or-all = au moins un ; ne pas écrire `{ $key }` pour les concerner tous
field-long = le terrain de l’édition `{ $edition }` dure { $days } jours
break-before-first = une rupture avant `{ $edition }`, première édition du registre : aucune ne la précède
hint-break-before-first = nommer sous `before` la première édition d’après la rupture, ou enlever celle-ci

## labels.yaml et publication.yaml

expect-words = `{"{"} fr: …, en: … {"}"}` pour chaque mot des tableaux
hint-labels = copier sa ligne du `labels.yaml` livré avec le programme
number-is = `{ $name }` vaut { $value }
expect-persons-from-1 = 1 personne ou plus
expect-points-0-100 = un nombre de points entre 0 et 100
expect-percentage-0-100 = un pourcentage entre 0 et 100
expect-share-0-1 = une proportion entre 0 et 1, par exemple { $example }
expect-confidence = une proportion d’au moins 0.5 et de moins de 1, par exemple 0.95
expect-at-least-suppress = au moins `suppress_below`, soit { $value }

## Marges

no-margin-variable = aucune variable de calage n’est déclarée
expect-one-margin = une variable ou plus sous `variables`
hint-persons = écrire l’effectif en chiffres, sans espaces : `51000000` par exemple
hint-universe-total = comparer les deux effectifs à la source des marges
hint-universe = écrire cet effectif, ou enlever `universe`
hint-column-or-columns = garder `columns` pour croiser plusieurs colonnes, `column` pour une seule
hint-crossed-code = mettre une espace de chaque côté du `x` : `homme x 18_24` par exemple
hint-ranges = un intervalle par modalité, sans recouvrement : `[18, 24]`, puis `[25, 34]`
hint-plain-range = faire mettre la colonne en tranches dans le fichier de la vague, puis croiser celles-ci
hint-one-category = enlever le code de l’une des deux modalités
hint-sum = comparer chaque modalité à la source : il peut en manquer une, ou un chiffre être mal recopié
hint-one-kind = ne donner que des proportions, ou que des effectifs, dans tout le fichier
expect-persons = un nombre de personnes supérieur à 0
expect-persons-at-most = au plus { $most } personnes
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
hint-percent-as-share = écrire `{ $share }` pour { $percent } %
hint-share-or-count = corriger la proportion ; un nombre de personnes se met sous `count`, dans toutes les modalités du fichier

## Un pipeline

no-wave = le pipeline n’a aucune vague
newest-left-out = l’édition `{ $edition }`, la plus récente du registre, n’a pas de vague ici : le rapport porte sur l’édition `{ $published }`
hint-newest-wave = ajouter une entrée `- edition: "{ $edition }"` sous `waves` si ses données sont là
hint-one-wave = corriger l’édition de l’une des deux vagues, ou l’enlever
hint-own-file = corriger le chemin de l’une des deux vagues
hint-digest = copier ce qu’affiche `sha256sum` pour le fichier livré, ou enlever `sha256`
hint-bounds-or-raking = ajouter `bounds`, ou choisir `method: raking`, qui n’en demande pas
edition-twice = l’édition `{ $edition }` une seconde fois ; première occurrence : { $first }
expect-one-wave = chaque édition dans une seule vague
file-twice = le fichier `{ $path }` une seconde fois ; première occurrence : { $first }
expect-own-file = un fichier par édition
bad-delimiter = ce n’est pas un séparateur
expect-delimiter = un seul caractère ASCII, qui ne soit ni lettre, ni chiffre, ni guillemet, ni fin de ligne
hint-delimiters = les plus courants : `","`, `";"` et `"\t"` ; `detect` le reconnaît
unknown-encoding = encodage inconnu `{ $encoding }`
expect-encoding = un nom d’encodage de la liste du WHATWG, par exemple `utf-8` ou `windows-1252`, ou `detect`
method-without-bounds = la méthode `{ $method }` demande des bornes, `bounds`
expect-bounds-beside = `bounds: [L, U]` à côté d’elle, par exemple `[0.3, 3]`
bounds-unused = la méthode `{ $method }` n’a pas de bornes
hint-bounds-unused = enlever `bounds`, ou choisir pour `method` { $methods }
bounds-are = `bounds` vaut [{ $bounds }]
expect-bounds = deux nombres [L, U] avec 0 ≤ L < 1 < U
expect-bounds-within = L nul ou d’au moins { $least }, U d’au plus { $most }
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
cannot-write-in = écriture impossible dans le dossier `{ $folder }`
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
system-other = le système d’exploitation refuse (son texte, en anglais : « { $text } »)
hint-rights = se donner les droits sur ce fichier ou ce dossier, ou les demander à qui administre la machine
hint-free-space = libérer de la place, ou choisir un autre dossier avec `--out`
hint-close-it = le fermer dans l’autre programme, puis recommencer
another-run = un autre traitement écrit dans le même dossier de sortie ; attendre qu’il se termine
standard-output = sortie standard

## Un fichier de vague

file-not-there = fichier introuvable
expect-wave-file = le fichier de la vague de l’édition `{ $edition }`
reader-gave-up = le fichier est endommagé : sa lecture a échoué
hint-export-anew = redemander le fichier, ou l’ouvrir dans l’outil qui l’a écrit et l’exporter de nouveau

## Calage et réplications

category-of = la modalité `{ $category }` de `{ $variable }`
category-at = la modalité n° { $category } de la marge n° { $variable }
margin-at = la marge n° { $variable }
margin-totals = la somme de { $first } est { $first_total }, celle de { $second } est { $second_total }
expect-same-totals = des marges dont l’effectif total est le même
hint-same-totals = donner à toutes les marges un même effectif total
hint-weights-or-margins = vérifier les poids de base de la vague et les marges ; si les deux sont justes, signaler ce message aux auteurs du programme
category-implied = dans l’édition `{ $edition }`, { $category } se déduit des autres modalités, qui impliquent { $implied } personnes et non { $total }
expect-joint-margins = des marges qu’un même échantillon peut respecter ensemble
hint-merge-two = regrouper deux modalités, ou enlever l’une des variables
edition-fault = édition `{ $edition }` : { $fault }
weights-all-zero = tous les poids calés sont nuls
base-weights-all-zero = tous les poids de base sont nuls
category-empty = aucun répondant de l’édition `{ $edition }` n’est dans { $category }
expect-respondent-each = au moins un répondant dans chaque modalité des marges
hint-merge-or-check = regrouper la modalité avec sa voisine par `merges:`, ou vérifier les codes de la vague
category-missed = { $category }, { $place }, s’écarte de { $percent } % de sa cible
margins-contradict = aucun jeu de poids positifs ou nuls ne respecte les marges de l’édition `{ $edition }` : { $category } reste à un écart de { $percent } % de sa cible
margin-out-of-reach = aucun jeu de poids positifs ou nuls ne respecte les marges de l’édition `{ $edition }` : { $category } doit faire { $asked } %, et fait { $limit ->
        [most] au plus
       *[least] au moins
    } { $nearest } % dans cet échantillon une fois les autres variables respectées
expect-reachable-share = { $limit ->
        [most] { $nearest } % au plus
       *[least] { $nearest } % au moins
    }, ou d’autres parts pour les autres variables
hint-out-of-reach = comparer ces parts à leur source ; si elles sont justes, regrouper des modalités par `merges:`, ou enlever l’une des variables
expect-reachable-margins = des marges que l’échantillon peut respecter
hint-contradiction = deux variables se contredisent dans cet échantillon : regrouper des modalités par `merges:`, ou enlever l’une des deux
cap-fails = les poids de l’édition `{ $edition }`, plafonnés à { $cap } fois la moyenne, ne peuvent plus être calés : { $fault }
hint-raise-cap = augmenter `cap`
cap-misses =
    sans poids au-dessus de { $cap } fois la moyenne, les marges de l’édition `{ $edition }` ne sont pas respectées après { $rounds ->
        [one] { $rounds } tour
       *[other] { $rounds } tours
    } : { $missed }
expect-misfit = un écart d’au plus { $percent } %, soit `max_misfit: { $misfit }`
hint-cap-misfit = augmenter `cap` ou `max_rounds`, ou accepter l’écart par `max_misfit` ; le tableau `weighting` en rend compte
lonely-stratum = la strate { $stratum } de l’édition `{ $edition }` n’a qu’une unité de sondage
lonely-edition = l’édition `{ $edition }` n’a qu’une unité de sondage
expect-two-units = au moins deux unités de sondage par strate, sans quoi la variance de la strate ne peut être estimée
lonely-every = dans l’édition `{ $edition }`, chaque strate n’a qu’une unité de sondage : `average` n’a aucune variance dont faire la moyenne
hint-lonely-every = regrouper des strates avec leurs voisines dans le fichier de la vague, ou choisir `lonely_psu: adjust`
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

template-refused = { $cause } (texte de l’outil de modèles, en anglais : « { $fault } »)
template-undefined = le modèle nomme une valeur que le rapport ne lui fournit pas
template-undefined-name = le modèle nomme `{ $name }`, que le rapport ne lui fournit pas
template-syntax = la syntaxe du modèle est fautive
template-unknown = le modèle emploie un filtre, un test ou une fonction inconnus
template-not-there = le modèle en appelle un autre, qui est introuvable ou fautif
template-endless = le modèle n’en finit pas, une boucle étant trop longue ou le texte trop grand
template-other = le modèle ne peut pas être rempli
expect-template-names = un modèle qui n’emploie que ce que le rapport lui fournit
hint-template-names = le comparer au modèle livré avec le programme, qui emploie les noms que le rapport fournit
hint-template-syntax = chercher là un `{"{{"}`, un `{"{%"}` ou un bloc qui n’est pas fermé
hint-template-endless = chercher là une boucle sur trop de choses, ou dans une autre
hint-template-file = le copier du dossier `config/report` livré avec le programme
hint-template-end = enlever cette balise de fin : la page l’écrit elle-même
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
value-too-many = `{ $value }` est de trop : `{ $option }` ne prend pas d’autre valeur
values-wrong = `{ $option }` ne reçoit pas le nombre de valeurs qui convient
command-missing = il manque une commande
argument-not-text = un argument n’est pas un texte lisible (UTF-8)
options-missing =
    { $count ->
        [one] il manque une option
       *[other] il manque des options
    } : { $names }
arguments-missing =
    { $count ->
        [one] il manque un argument
       *[other] il manque des arguments
    } : { $names }
option-twice = `{ $option }` figure deux fois
options-conflict = `{ $option }` ne s’emploie pas avec `{ $other }`
try-help = `--help` en dit plus
expect-number-of-persons = un nombre entier de personnes, au moins 2
expect-number-of-sectors = un nombre entier de secteurs, de 1 à 1 000
expect-design-effect = un effet de plan d’au moins 1
expect-between-0-and-100 = un nombre entre 0 et 100
expect-correlation = une corrélation entre −1 et 1
expect-chance = une probabilité de `0.5` à moins de `1`, par exemple `0.8`

## Ce qu’une vague prévue peut montrer

power-title = Ce que montre une vague avec une probabilité de { $power } % (tests à { $alpha } %, niveau { $level } %, effet de plan { $deff }, corrélation { $correlation }), en points
power-national = national
power-sector = 1 secteur sur { $count }
power-persons = clients / collaborateurs
power-se = erreur type de l’écart
power-gap = plus petit écart montré
power-chance-gap = probabilité de montrer un écart de { $delta }
power-margin = plus petite marge de symétrie montrée (±)
power-chance-symmetry = probabilité de montrer la symétrie à ± { $delta }
power-change-gap = plus petite évolution de l’écart montrée
power-change-level = évolution d’un niveau, clients / collab.
power-needed =
    Pour montrer la symétrie à ± { $delta } avec cette probabilité, au niveau national ou dans chaque secteur, quand l’écart vrai est nul :
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

## Marges de l’échantillon lui-même

margins-own = les marges de l’édition `{ $edition }` sont les parts de l’échantillon lui-même : { $names }
margins-own-expected = les parts de la population
margins-own-hint = tant qu’elles ne sont pas remplacées, les pondérations ne corrigent rien

## Ébauche d’une configuration, ajout de fichiers

draft-next = à suivre : barometer check { $pipeline }
file-exists = le fichier existe déjà
file-exists-expected = rien à écraser
file-exists-hint = choisir un autre dossier avec `--out`, ou écraser avec `--force`
delivered-file = un fichier livré
format-unknown = ce format de fichier n’est pas lu
format-unknown-expected = du texte délimité, ou un fichier Parquet, Excel (.xlsx) ou SPSS (.sav, .zsav)
file-no-respondent = le fichier n’a aucun répondant
file-no-respondent-expected = une ligne d’en-tête, puis une ligne par répondant
init-hint-file-once = enlever le second, ou nommer le fichier de l’autre vague
init-expect-file-once = chaque fichier livré une seule fois
init-file-twice = le fichier `{ $path }` une seconde fois
cannot-replace-file = remplacement impossible
cannot-place-file = mise en place impossible

help-init = Ébaucher une configuration d’après des fichiers livrés, chaque supposition marquée à vérifier
help-init-files = Les fichiers livrés, un par édition
help-init-out = Dossier à écrire, créé au besoin
help-init-force = Écraser les fichiers d’une ébauche précédente
value-file = FICHIER
help-init-more = La commande regarde ce que contiennent les fichiers (une colonne sans doublon, des nombres à décimales sous un nom qui parle de poids, les mêmes noms derrière deux préfixes, des codes qui se suivent) et écrit un dossier avec `config/` et `pipelines/`. Chaque supposition porte, juste au-dessus ou en fin de ligne, la mention « À VÉRIFIER », qui dit ce qui a été vu. Ce qui ne se devine pas porte « À COMPLÉTER », que `check` refuse, ou « À REMPLACER », qu’il accepte (titre, éditeur, marges) : rien ne doit être publié avant. Les marges sont celles de l’échantillon lui-même tant qu’elles ne sont pas remplacées.
help-schema = Afficher le schéma JSON d’une sorte de fichier de configuration, ou les écrire tous
help-schema-kind = La sorte de fichier, affichée sur la sortie standard
help-schema-out = Écrire dans un dossier le schéma de cette sorte, ou de toutes
value-kind = SORTE
help-schema-more = Chaque fichier livré avec le programme nomme son schéma en première ligne, que lisent les éditeurs dotés d’un serveur de langage YAML (VS Code avec l’extension YAML, par exemple) : ils disent alors ce que signifie une clé et soulignent celle qui n’existe pas.

## Lecture d’un fichier livré

read-no-table = illisible comme { $format } : { $cause }
read-cut = le fichier s’arrête avant sa fin
read-damaged = le contenu est abîmé
read-unsupported = il emploie une variante du format qui n’est pas lue ici
read-locked = il est protégé par un mot de passe
read-part-missing = il lui manque une de ses parties
read-not-a-worksheet = la feuille est un graphique ou une macro, pas un tableau
read-bad-number = une cellule annoncée comme nombre n’en contient pas
read-bad-text = un texte n’est pas dans l’encodage annoncé
read-bad-cell = une valeur ne peut pas être écrite en texte
read-other-length = il annonce un autre nombre de lignes ou de variables qu’il n’en contient
read-bad-date = une date est hors du calendrier
read-many-parts = l’archive a { $count } parties
read-name-too-long = un nom de colonne de { $count } octets
read-expect-short-name = au plus { $count } octets
read-parquet-misfit = sa fin ne correspond pas à son contenu, des octets ont été perdus ou ajoutés
read-spss-big-endian = ses nombres sont dans l’ordre d’octets d’une machine gros-boutiste (big-endian)
read-spss-no-dictionary = son dictionnaire n’a pas de fin
read-spss-dictionary = un dictionnaire de { $megabytes } Mo et de { $labels } libellés
read-spss-dictionary-most = au plus { $megabytes } Mo et { $labels } libellés, chacun compté pour chaque variable qui l’a
read-spss-no-directory = pas de répertoire de ses blocs
read-spss-no-variable = aucune variable
read-spss-misfit = ses lignes n’ont pas le même nombre de variables que son dictionnaire
read-workbook-no-sheet = aucune feuille
read-workbook-order = la ligne { $row } vient après la ligne { $before }
read-records-misread = { $rows } enregistrements de { $columns } champs, mais { $rows_read } lignes de { $columns_read } colonnes à la lecture
read-column-not-text = la colonne `{ $column }` n’a pas été lue comme du texte
read-format-text = texte délimité
read-format-workbook = classeur
read-format-spss = SPSS
read-format-parquet = Parquet
read-hint-export-again = exporter le fichier à nouveau
read-hint-header-rows = exporter le fichier à nouveau avec toutes, ou corriger `headers:`
read-hint-name-column = nommer la colonne dans le fichier, ou l’en enlever
read-hint-shorten = raccourcir le nom dans le fichier
read-hint-rename-column = renommer l’une des deux colonnes dans le fichier, ou l’enlever
read-hint-which-row = demander à l’institut laquelle des deux lignes est la bonne
read-hint-column-source = redemander le fichier avec cette colonne, ou corriger son nom sous `reader:`
read-hint-answer-item = redemander le fichier : sans son item, la réponse est perdue
read-hint-more-blocks = ajouter des blocs de clients au `layout`, ou demander à l’institut si le répondant est une seule personne
read-hint-column-type = faire exporter la colonne en texte ou en nombres
read-hint-decimal = déclarer `decimal: "."` sous `reader:`, ou faire exporter le nombre avec une virgule
read-hint-recode = ajouter la graphie sous `recode`, ou sous `missing` si elle veut dire sans réponse
read-hint-sheet = corriger `sheet:` sous `reader:`, ou redemander le classeur
read-other-table =
    { $there ->
        [0] aucune des { $wanted } colonnes attendues n’est là
        [one] une seule des { $wanted } colonnes attendues est là
       *[other] { $there } seulement des { $wanted } colonnes attendues sont là
    } ; l’en-tête lu est { $header }
read-hint-other-sheet = déclarer sous `reader:` la feuille des données par `sheet:` (la feuille lue est `{ $sheet }`, les autres { $others }), ou la ligne de son en-tête par `header_row:`
read-hint-header-row = déclarer la ligne de l’en-tête par `header_row:` sous `reader:` ; si c’est un autre fichier, le redemander
read-hint-other-table = redemander le fichier si c’en est un autre ; si des lignes précèdent l’en-tête, les enlever ; si les colonnes s’appellent autrement, le dire par `columns:` sous `reader:`
read-header-is-title = la ligne { $row } de la feuille `{ $sheet }`, prise pour l’en-tête, n’a que { $names }, et les lignes d’en dessous ont davantage de valeurs
read-hint-labels = faire exporter le fichier sans les libellés des variables qui ne servent pas
read-hint-delivered = l’ouvrir dans l’outil qui l’a écrit, et l’exporter dans l’un de ces formats
read-hint-put-file = y mettre le fichier, ou corriger son chemin là où il est nommé
read-hint-declare-delimiter = déclarer `delimiter: "{ $delimiter }"` sous `reader:`
read-expect-names-once = chaque nom de colonne une seule fois
read-column-not-there = aucune colonne `{ $column }`
read-named-twice = deux colonnes s’appellent `{ $column }`
read-sep-line-disagrees = la première ligne annonce le séparateur `{ $delimiter }`
read-expect-sep-line = `sep={ $delimiter }`, comme le déclare `reader:`, ou pas de telle ligne
read-cut-in-blank = le fichier se termine sans fin de ligne, dans un champ vide
read-expect-line-end = une fin de ligne après le dernier répondant, ou une valeur
read-hint-interrupted = un transfert interrompu finit ainsi : comparer la taille, ou redemander le fichier
read-no-last-line-end = le fichier se termine sans fin de ligne : son dernier champ a pu être coupé
read-no-delimiter-fits = aucun séparateur ne donne le même nombre de colonnes aux premières lignes
read-delimiter-ambiguous = le séparateur peut être { $delimiters }
read-expect-delimiter = l’un de `;`, `,`, tabulation et `|`
read-hint-declare-any-delimiter = déclarer `delimiter:` sous `reader:`
read-delimiter-found = séparateur reconnu : `{ $delimiter }`
read-hint-declare-found-delimiter = déclarer `delimiter: "{ $delimiter }"` sous `reader:` pour que le prochain fichier ne puisse pas différer sans qu’on le voie
read-n-fields =
    { $count ->
        [one] { $count } champ
       *[other] { $count } champs
    }
read-expect-n-fields =
    { $count ->
        [one] { $count } champ
       *[other] { $count } champs
    }, comme dans l’en-tête
read-hint-field-count = un champ qui contient le séparateur doit être entre guillemets ; une ligne trop courte trahit un transfert interrompu
read-file-is-empty = le fichier est vide
read-expect-header-and-rows = un en-tête et une ligne par répondant
read-header-rows-lacking = { $found } des { $wanted } lignes d’en-tête de `{ $shape }`
read-expect-header-rows = les lignes d’en-tête que déclare `headers:`
read-import-ids-lacking =
    { $found ->
        [one] { $found } colonne sur { $count } a
       *[other] { $found } colonnes sur { $count } ont
    } un identifiant d’import en troisième ligne
read-hint-qualtrics-rows = Qualtrics écrit trois lignes d’en-tête : exporter le fichier à nouveau, ou corriger `headers:`
read-import-ids-found = des identifiants d’import sous les noms, comme les écrit Qualtrics
read-hint-declare-headers = déclarer `headers: { $shape }` sous `reader:`
read-responses-lacking = aucune colonne n’a `Response` en deuxième ligne
read-hint-surveymonkey-rows = SurveyMonkey écrit `Response` sous une question : exporter le fichier à nouveau, ou corriger `headers:`
read-responses-found = `Response` sous les questions, comme l’écrit SurveyMonkey
read-column-without-name = une colonne sans nom
read-expect-name-in-header = un nom dans chaque champ de l’en-tête
read-column-named-as = la colonne { $column } porte le nom de la colonne { $first }
read-one-single-column = une seule colonne, `{ $name }…`
read-expect-separated = des colonnes séparées par `{ $delimiter }`
read-at-most = au plus { $allowed }
read-hint-limit = `limits: {"{"} { $key }: … {"}"}` sous `reader:` en permet davantage, si le fichier doit vraiment être ainsi
read-unpacks-to = le fichier décompressé fait { $megabytes } Mo ou plus
read-megabytes = { $megabytes } Mo
read-more-than = plus de { $what }
read-n-columns = { $count } colonnes
read-n-rows =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
read-n-cells = { $count } cellules
read-n-bytes = { $count } octets
read-field-too-long = un champ de plus de { $count } octets
read-file-has = le fichier fait { $megabytes } Mo
read-long-differs = autre chose que pour le même répondant à la ligne { $line }
read-expect-same-in-rows = la même chose dans toutes les lignes d’un répondant
read-answered-twice = une seconde réponse à la même question
read-expect-one-row = une ligne par répondant, secteur et item
read-expect-n-rows =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }, comme le déclare `n_rows` de `long:`
read-hint-n-rows = demander le fichier complet, ou corriger `n_rows`
read-n-rows-undeclared =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }, sans que leur nombre soit déclaré
read-hint-declare-n-rows = un fichier coupé après une ligne ressemble à un fichier complet : déclarer `n_rows:` sous `long:`
read-expect-long-column = la colonne que nomme `{ $key }` de `long:`
read-answer-to-no-item = une réponse à aucun item
read-expect-item = l’item auquel répond la ligne
read-more-sectors =
    { $count ->
        [one] plus de { $count } secteur
       *[other] plus de { $count } secteurs
    }
read-expect-sectors = autant de secteurs que le `layout` a de blocs de clients
read-item-and-column = `{ $column }` est à la fois un item et une colonne du fichier
read-quote-inside = un guillemet dans un champ qui n’est pas entre guillemets
read-expect-quoted = le champ entier entre guillemets, et les guillemets qu’il contient doublés
read-expect-closed = un guillemet à la fin du champ, et les guillemets qu’il contient doublés
read-hint-close-quote = enlever le guillemet, ou le fermer ; exporter le fichier à nouveau s’il y en a beaucoup
read-quote-never-closed = le guillemet ouvert ici n’est jamais fermé
read-quote-closed-inside = le guillemet ouvert ici se ferme au milieu d’un champ
read-encoding-found = encodage reconnu : { $encoding }
read-also-utf-8 = déclaré en { $encoding }, le fichier est aussi de l’UTF-8 sans faute, ce qui n’arrive pas par hasard
read-encoding-marked = encodage reconnu : { $encoding }, d’après la marque d’ordre des octets
read-hint-declare-found-encoding = déclarer `encoding: { $encoding }` sous `reader:` pour que le prochain fichier ne puisse pas différer sans qu’on le voie
read-mark-disagrees = la marque d’ordre des octets annonce { $encoding }
read-expect-declared-encoding = du texte en { $encoding }, comme le déclare `reader:`
read-hint-declare-encoding = déclarer `encoding: { $encoding }` sous `reader:`
read-byte-unknown = un octet étranger à l’encodage { $encoding }
read-expect-encoding = du texte en { $encoding }
read-hint-excel-encoding = déclarer `encoding: windows-1252` sous `reader:` si le fichier vient d’Excel
read-hint-written-encoding = déclarer l’encodage dans lequel le fichier a été écrit
read-hint-encoding-unknown = déclarer `encoding:` sous `reader:` : il ne peut pas être reconnu
read-nul-byte = un octet nul : le fichier n’est pas du texte dans l’encodage déclaré
read-hint-nul = une copie interrompue remplit le fichier d’octets nuls, et UTF-16 en a un sur deux : redemander le fichier, ou déclarer `encoding: utf-16le` sous `reader:`
read-expect-parquet = un fichier Apache Parquet
read-hint-check-format = vérifier `format:` sous `reader:`, ou redemander le fichier
read-column-of-type = la colonne `{ $column }` est de type { $kind }
read-expect-cells = du texte, des nombres, des booléens ou des dates
read-expect-workbook = un classeur Excel (.xlsx)
read-hint-save-workbook = l’ouvrir dans le tableur et l’enregistrer à nouveau, ou redemander le fichier
read-sheet-not-there = aucune feuille `{ $sheet }`
read-expect-sheets = { $sheets }
read-sheet-chosen = lecture de la feuille `{ $sheet }`, la première de { $sheets }
read-hint-declare-sheet = déclarer `sheet: { $sheet }` sous `reader:`
read-beside-table = une valeur en { $cell }, à côté du tableau
read-expect-below-name = des valeurs sous les noms de l’en-tête seulement
read-hint-empty-cell = vider la cellule
read-below-blank = la ligne { $row }, qui est vide
read-below-last = la ligne { $row }, déclarée dernière
read-values-below =
    { $count ->
        [one] { $count } valeur non lue : elle est
       *[other] { $count } valeurs non lues : elles sont
    } sous { $end }, à partir de { $cell }
read-cell-error = la cellule { $cell } contient l’erreur `{ $error }`
read-expect-value = une valeur
read-hint-formula = corriger la formule, ou vider la cellule
read-expect-spss = un fichier SPSS (.sav ou .zsav)
read-hint-save-spss = l’ouvrir dans SPSS ou PSPP et l’enregistrer à nouveau, ou redemander le fichier
read-missing-not-asked =
    { $spelling } se lit « question non posée » : { $cells ->
        [one] { $cells } cellule
       *[other] { $cells } cellules
    } dans { $columns ->
        [one] { $columns } colonne
       *[other] { $columns } colonnes
    }
read-missing-dont-know =
    { $spelling } se lit « ne sait pas » : { $cells ->
        [one] { $cells } cellule
       *[other] { $cells } cellules
    } dans { $columns ->
        [one] { $columns } colonne
       *[other] { $columns } colonnes
    }
read-a-blank = un champ vide
read-spelling = `{ $spelling }`
read-column-taken-elsewhere = la colonne `{ $column }` n’est pas lue : `reader:` la prend dans `{ $from }`
read-expect-source = une colonne `{ $from }`, dont `reader:` tire `{ $column }`
read-missing-contradicted = le fichier déclare manquant `{ $code }` dans la colonne `{ $column }`
read-expect-no-answer = un code qui n’est pas une réponse du `codebook.yaml`
read-hint-contradicted = ôter le code de l’échelle et le mettre sous `dont_know`, ou demander à l’institut ce qu’il veut dire
read-decimal-dot = { $value } a un point décimal
read-expect-comma = un nombre à virgule, comme le déclare `reader:`
read-no-label = { $value } n’est pas un libellé de `{ $column }`
read-no-recode = { $value } ne figure pas sous `recode` de `{ $column }`
read-or-more = { $shown }, ou l’un des { $count } autres
read-expect-names = { $names }
read-hint-label = déclarer le libellé sous `aliases` de son code (sous `dont_know_labels` s’il veut dire « ne sait pas »), la graphie sous `missing`, ou `values: codes` pour la colonne
read-hint-near-label = vouliez-vous dire `{ $name }` ? Sinon, déclarer cette graphie sous `aliases` de son code
read-hint-signs = déclarer cette graphie sous `aliases` de son code : elle a { $found } là où `{ $name }` a { $declared }
read-signs = { $points }
read-no-sign = un autre signe
read-kind-empty = le fichier est vide
read-hint-ask-again = redemander le fichier
read-kind-text = le fichier est du texte
read-hint-kind-text = déclarer `format: csv` sous `reader:` si c’est un tableau
read-kind-parquet = le fichier est au format Parquet
read-hint-kind-parquet = déclarer `format: parquet` sous `reader:`
read-kind-workbook = le fichier est un classeur Excel
read-hint-kind-workbook = déclarer `format: xlsx` sous `reader:`
read-kind-spss = le fichier est au format SPSS
read-hint-kind-spss = déclarer `format: spss` sous `reader:`
read-kind-opendocument = le fichier est une feuille OpenDocument
read-hint-kind-opendocument = l’enregistrer en `.xlsx` ou en CSV
read-kind-zip = le fichier est une archive zip
read-hint-kind-zip = la décompresser, et nommer le fichier qu’elle contient
read-kind-xls = le fichier est un ancien classeur Excel (.xls), ou protégé par un mot de passe
read-hint-kind-xls = l’enregistrer en `.xlsx` sans mot de passe
read-kind-gzip = le fichier est compressé par gzip
read-hint-unpack = le décompresser d’abord
read-kind-compressed = le fichier est compressé
read-kind-lfs = le fichier est un pointeur Git LFS, pas les données
read-hint-kind-lfs = récupérer les données par `git lfs pull`, ou les demander à qui a livré le dossier
read-kind-html = le fichier est une page web
read-hint-kind-html = le téléchargement a donné une page d’erreur ou de connexion : recommencer
read-kind-pdf = le fichier est un PDF
read-hint-kind-pdf = demander les données elles-mêmes
read-kind-unknown = le fichier est abîmé, ou d’un type inconnu ici
read-expect-text-table = du texte délimité : un en-tête et une ligne par répondant

## Le `reader:` d’une vague

reader-decimal = ce n’est pas un séparateur décimal
reader-expect-decimal = `"."` ou `","`
hint-decimal = `","` dans un CSV écrit par un Excel français
hint-decimal-delimiter = un fichier à virgules décimales a le plus souvent `delimiter: ";"`
hint-encoding-detect = écrire `detect` pour le faire reconnaître
hint-last-row = enlever `last_row` si le tableau finit à sa première ligne vide
hint-long-sector = enlever `sector` ici si les réponses ne portent sur aucun secteur
hint-drop-values = enlever `values` : `recode` dit tout
hint-label-ambiguous = faire exporter le fichier en codes, ou distinguer les deux libellés dans `codebook.yaml`
hint-recode-code = à gauche ce que contient le fichier, à droite le code de l’enquête, entre guillemets
hint-no-dont-know = écrire `not_asked`, ou ajouter `dont_know` à l’échelle
reader-decimal-delimiter = le séparateur décimal est celui des champs
reader-expect-different = deux caractères différents
reader-is-0 = `{ $key }` vaut 0
reader-expect-at-least-1 = au moins 1
reader-expect-row = au moins 1, comme le tableur compte ses lignes
reader-last-row = `last_row` est au-dessus de la première ligne
reader-expect-or-more = { $number } ou plus
reader-no-sector-column = aucun bloc de clients n’a de colonne pour le secteur
reader-expect-sector-column = `client_blocks` avec `sector` dans le `layout`, ou pas de `sector` ici
reader-recode-beside-values = `recode` à côté de `values`
reader-expect-recode-or-values = l’un des deux : `recode` dit ce que vaut chaque cellule
reader-label-ambiguous = dans la colonne `{ $column }`, le libellé `{ $label }` désigne `{ $first }` et `{ $second }`
reader-expect-labels-differ = `values: codes` ou un `recode` pour cette colonne, ou des libellés différents
reader-code-unknown = `{ $code }` n’est pas un code de la colonne `{ $column }`
reader-no-dont-know = la colonne `{ $column }` n’a pas de code pour « ne sait pas »
reader-expect-dont-know = `dont_know` sur son échelle, ou `not_asked` ici

## Validation : ce que disent plusieurs règles

blank-cell = une cellule vide
not-blank = une cellule remplie
codes-expected = { $codes }
or-blank = { $expected }, ou une cellule vide
at-least = au moins { $least }
at-most = au plus { $most }
range-expected = un nombre de { $from } à { $to }, avec un point décimal
number-expected = un nombre de { $min } à { $max } avec un point décimal, un code de non-réponse déclaré, ou une cellule vide
meant =  : vouliez-vous dire `{ $code }` ?
meant-unknown = { "" }

## Validation : la vague entière

file-changed = le fichier a l’empreinte SHA-256 { $digest }
file-changed-expected = { $pinned }, que déclare le pipeline
file-changed-hint = le fichier a été modifié : redemander celui qui a été livré, ou déclarer la nouvelle empreinte en connaissance de cause
interview-count =
    { $count ->
        [one] { $count } interview
       *[other] { $count } interviews
    }
interview-count-expected =
    { $count ->
        [one] { $count } interview
       *[other] { $count } interviews
    }, nombre déclaré dans le registre
interview-count-hint = redemander le fichier complet, ou corriger `n_respondents` de l’édition `{ $edition }` dans `registry.yaml`
interview-count-above-hint = chercher les lignes en trop (une ligne de total, des lignes vides, un répondant en double), ou corriger `n_respondents` de l’édition `{ $edition }` dans `registry.yaml`
respondents-few =
    { $count ->
        [one] { $count } répondant
       *[other] { $count } répondants
    }
respondents-few-hint = une variance demande deux personnes ; redemander le fichier complet
wave-missing = vague non renseignée
wave-wrong = { $cell } est une autre vague
wave-expected = `{ $wave }`
wave-missing-hint = demander de quelle vague est la ligne
wave-wrong-hint = c’est le fichier d’une autre vague ; si la colonne nomme ainsi cette vague, corriger `wave` dans le pipeline
wave-mixed-hint = des lignes de plusieurs vagues sont mêlées : faire exporter cette vague seule
wave-resent =
    { $rows } sur { $count } { $count ->
        [one] ligne a
       *[other] lignes ont
    } les réponses d’une ligne de `{ $file }`
wave-resent-expected = les interviews de cette vague
wave-resent-hint = le fichier d’une autre vague a été renvoyé : demander le bon
blank-line = une ligne vide
blank-line-expected = des lignes qui se suivent
blank-line-hint = rien n’est perdu ; vérifier qu’aucune ligne n’a été vidée

## Validation : colonnes

column-missing = colonne `{ $name }` absente
column-missing-hint = redemander le fichier avec cette colonne ; si une autre en tient lieu, la nommer dans `reader:`, `columns: {"{"} { $name }: {"{"} from: … {"}"} {"}"}`
column-near-hint = renommer `{ $name }` la colonne `{ $found }` du fichier si c’est elle, ou la déclarer dans `reader:`, `columns: {"{"} { $name }: {"{"} from: { $found } {"}"} {"}"}`
column-of-item-missing-hint = redemander le fichier avec cette colonne ; si une autre en tient lieu, la nommer dans `reader:`, `columns: {"{"} { $name }: {"{"} from: … {"}"} {"}"}` ; si la question n’est plus posée, donner à l’édition un instrument sans `{ $item }`, copié de celui-ci dans `registry.yaml`
column-expected = une colonne `{ $name }` : { $what }
column-renamed = la colonne `{ $name }` s’appelle { $found }
column-renamed-hint = la renommer `{ $name }`, sans blancs autour et dans ces lettres, minuscules et capitales
column-unknown = la colonne { $name } n’est pas lue
column-unknown-expected = une colonne nommée par `layout`, par les marges ou par les questions de cette édition
column-unknown-hint = rien à faire si la colonne doit rester de côté
column-not-asked-hint =
    c’est l’item `{ $item }` du questionnaire (codebook.yaml), que l’instrument de l’édition `{ $edition }` ne pose pas aux { $list ->
        [employee] collaborateurs
       *[other] clients
    } : si la question a été posée, l’ajouter à la liste `{ $list }` de cet instrument dans registry.yaml
column-of-id = l’identifiant du répondant
column-of-wave = la vague
column-of-duration = la durée de l’interview
column-of-weight = le poids de base
column-of-stratum = la strate
column-of-psu = l’unité primaire de sondage
column-of-margin = la variable de calage `{ $variable }`
column-of-sector = le secteur du bloc
column-of-employed = si la personne est en emploi
column-of-manager = si la personne encadre
column-of-item = les réponses à la question `{ $item }`
column-to-check = une colonne à contrôler
column-of-implication = une colonne avec laquelle une autre doit s’accorder

## Validation : identifiants et lignes

id-missing = identifiant absent
id-expected = un identifiant qu’aucun autre répondant ne porte
id-missing-hint = demander l’identifiant : sans lui, la ligne ne peut être ni vérifiée ni corrigée
id-invisible = { $id } est entouré de blancs ou contient des caractères invisibles
id-invisible-expected = un identifiant en caractères visibles
id-invisible-hint = les enlever, sinon la personne est introuvable dans les autres vagues
id-scientific = { $id } est la façon dont un tableur montre un long nombre
id-scientific-expected = l’identifiant entier
id-scientific-hint = les chiffres sont perdus : demander un export où les identifiants sont du texte
row-duplicate = la ligne de { $id } répète la ligne { $line }
row-duplicate-expected = chaque répondant une fois
row-duplicate-hint = enlever l’une des deux lignes
id-duplicate = { $id } est aussi l’identifiant de la ligne { $line }
id-duplicate-hint = demander laquelle des deux lignes est l’interview ; enlever l’autre, ou corriger son identifiant
id-leading-zero = { $id } et { $other } de la ligne { $line } ne diffèrent que par des zéros en tête
id-leading-zero-expected = des identifiants plus différents
id-leading-zero-hint = un tableur supprime les zéros : demander des identifiants en texte ; abaisser la règle si ce sont deux personnes

## Validation : cellules

category-unknown = { $cell } n’est pas une modalité de `{ $variable }`
flag-unknown = { $cell } n’est ni oui ni non
sector-unknown = { $cell } n’est pas un secteur de l’édition `{ $edition }`
answer-unknown = { $cell } n’est pas une réponse à la question `{ $item }`
labels-for-codes = la colonne `{ $column }` contient des libellés au lieu de codes
value-unknown = { $cell } n’est pas une valeur de `{ $column }`
hint-blanks = enlever les blancs autour{ $meant }
hint-invisible = { $points } n’est pas ce qu’on croit voir, écrire une espace ordinaire ou rien{ $meant }
hint-decomposed = les accents sont séparés de leurs lettres ({ $points }), exporter en NFC{ $meant }
hint-mojibake = le texte a été encodé deux fois en UTF-8, l’exporter à nouveau{ $meant }
hint-spreadsheet = une formule a échoué dans le tableur : l’y corriger, ou laisser la cellule vide
hint-missing-undeclared = si cela veut dire sans réponse, le déclarer sous `dont_know`, ou laisser la cellule vide
hint-code-for-label = l’export contient des codes au lieu des libellés : faire exporter les libellés, ou déclarer les codes
hint-values-labels = déclarer `values: labels` sous `reader:`, ou pour cette seule colonne sous `columns:`
hint-not-finite = un calcul a échoué là où le fichier a été fait : l’y corriger, ou laisser la cellule vide
hint-notation = faire exporter le nombre en chiffres ordinaires
hint-comma = écrire `{ $number }`, avec un point ; si tout le fichier a des virgules décimales, déclarer `decimal: ","` sous `reader:`
hint-code-undeclared = recoder cette graphie sous `recode` de sa colonne dans `reader:`, ou la déclarer avec les autres
hint-category-undeclared = ajouter la modalité à `{ $variable }` dans { $file }, ou la compter avec une autre par `merges` ; si ce n’est qu’une graphie, la recoder sous `recode` de sa colonne dans `reader:`
hint-sector-undeclared = recoder cette graphie sous `recode` de sa colonne dans `reader:`, ou ajouter le secteur à l’édition dans `registry.yaml`
hint-code-blank = demander la valeur ; si un champ vide en vaut une, le dire sous `recode` de sa colonne dans `reader:`
hint-off-range = vérifier la valeur avec l’institut ; si elle veut dire sans réponse, la déclarer sous `dont_know`, ou sous `missing` du `reader:`
hint-no-number = demander le nombre ; si ce texte veut dire sans réponse, le déclarer sous `missing` du `reader:`

## Validation : qui répond à quoi

routing-client = { $cell } : réponse sur un secteur qui n’est pas nommé
routing-employee = { $cell } : réponse de collaborateur d’une personne sans emploi
routing-hint = vérifier le filtre de la question avec l’institut
routing-job = { $cell } d’une personne sans emploi
routing-job-hint = vérifier avec l’institut le filtre des questions aux collaborateurs
sector-twice = { $sector } est déjà évalué dans un bloc précédent
sector-twice-expected = un secteur différent dans chaque bloc de client
sector-twice-hint = demander à l’institut laquelle des deux réponses compte ; laisser l’autre bloc vide
contradiction = { $cell }, alors que `{ $column }` est { $given }
contradiction-hint = l’un des deux est faux : demander lequel

## Validation : poids et plan de sondage

weight-expected = un nombre fini supérieur à zéro, avec un point décimal
weight-blank = poids de base absent
weight-blank-hint = un répondant sans poids ne représente personne : demander son poids
weight-not-a-number = { $cell } n’est pas un poids
weight-negative = { $cell } est un poids négatif
weight-negative-hint = il vient d’un calage : demander le poids de base d’avant
weight-huge = { $cell } est un poids démesuré
weight-huge-hint = personne ne représente plus de { $most } personnes
weight-tiny = { $cell } est presque nul
weight-tiny-hint = un poids inférieur à { $least } disparaît dans les sommes de carrés
weight-zero = un poids nul
weight-zero-hint = enlever la ligne ou demander son poids ; abaisser la règle si la personne ne doit représenter personne
weight-all-zero = tous les poids de base sont nuls
weight-all-zero-expected = des poids de base positifs
weight-all-zero-hint = enlever `base_weight` du `layout` si la vague n’a pas de poids
weight-constant = tous les poids de base valent { $cell }
weight-constant-expected = les poids de l’institut
weight-constant-hint = demander s’ils ont été oubliés ; s’il n’y en a pas, enlever `base_weight` du `layout`
weight-extreme = { $cell } dépasse { $times } fois le poids médian
weight-extreme-expected = au plus { $times } fois { $median }
weight-extreme-hint = une personne y pèserait autant que des dizaines d’autres : demander ce poids, ou borner dans `calibrate`
design-missing = une cellule vide dans une colonne du plan de sondage
design-missing-expected = une strate ou une unité de sondage pour chaque répondant
design-missing-hint = la demander, ou enlever `stratum` et `psu` du `layout` si la vague n’a pas de plan
psu-in-strata =
    { $count ->
        [one] { $unit } est une unité de la strate { $here } et aussi, ligne { $line }, de la strate { $there }
       *[other] { $count } noms d’unité figurent dans plusieurs strates ; le premier, { $unit }, dans { $here } et aussi, ligne { $line }, dans { $there }
    }
psu-in-strata-expected = un nom d’unité par strate ; ici chaque strate a sa propre unité de ce nom
psu-in-strata-hint = corriger la strate si c’est la même unité ; rien à faire si les unités sont numérotées dans chaque strate : abaisser alors la règle

## Validation : calage, comportement, questions

margin-category-small =
    { $count ->
        [one] { $count } répondant
       *[other] { $count } répondants
    } dans la modalité { $category } de `{ $variable }`
margin-category-small-hint = tout le poids de la modalité reposera sur si peu : la fusionner avec sa voisine par `merges`
duration-unknown = { $cell } n’est pas une durée
duration-expected = un nombre supérieur ou égal à zéro avec un point décimal, ou une cellule vide
speeder = une interview de { $duration }, la médiane étant { $median }
person-kept = la personne est gardée : écarter quelqu’un revient à qui a collecté les données, qui le dit
straight-liner =
    { $code } { $count ->
        [one] à la seule question de ce bloc qui a une réponse
       *[other] aux { $count } questions de ce bloc qui ont une réponse
    }
answers-expected = des réponses qui diffèrent
row-copied = les réponses de la ligne { $line }, sous un autre identifiant
row-copied-expected = les réponses de cette personne : le hasard ne donne une telle paire que dans moins d’une vague sur { $waves } comme celle-ci
row-copied-hint = demander à l’institut si l’interview a été copiée
item-constant =
    les { $count } { $count ->
        [one] réponse
       *[other] réponses
    } à la question `{ $item }` sont les mêmes
item-constant-hint = son erreur type est nulle et aucun test n’en est fait : vérifier que la colonne contient des réponses
item-unanswered =
    la question `{ $item }` n’a aucune réponse, pas même « ne sait pas » : { $count ->
        [one] sa seule cellule est vide
       *[other] ses { $count } cellules sont vides
    }
item-unanswered-expected = des réponses à chaque question de l’instrument
item-unanswered-hint = si la question n’a pas été posée cette année, donner à l’édition un instrument sans elle (`instruments:` dans registry.yaml) ; sinon, demander ses réponses
sector-empty = personne ne répond sur le secteur `{ $sector }` de l’édition `{ $edition }`
sector-empty-expected = des clients ou des collaborateurs de chaque secteur que le registre déclare pour l’édition
sector-empty-hint = enlever le secteur de l’édition dans registry.yaml s’il n’a pas été interrogé : sinon, sa page est vide et les moyennes des secteurs sont masquées
clients-none = personne ne répond comme client dans l’édition `{ $edition }`
employees-none = personne ne répond comme collaborateur dans l’édition `{ $edition }`
side-empty-expected = des réponses de chaque côté que l’instrument de l’édition interroge
side-empty-hint = comparer les colonnes qui disent qui répond, et leurs codes, à `layout` dans codebook.yaml : sinon, le rapport n’a aucun chiffre de ce côté
item-nonresponse = { $without } sur { $count } sans réponse à la question `{ $item }` : { $dont_know } ne savent pas, { $blank } vides
item-nonresponse-expected = au plus { $percent } %
item-nonresponse-hint = vérifier que c’est la bonne colonne et que la question a été posée à tous

## Règles de validation dans la configuration

digest-unknown = `{ $written }` n’est pas une empreinte SHA-256
digest-expected = 64 chiffres hexadécimaux, comme les écrit `sha256sum`
rule-guards = la règle `{ $rule }` ne peut pas être abaissée à `{ $severity }`
rule-guards-expected = `refuse`
rule-guards-hint = elle garantit l’exactitude : sans elle, des chiffres seraient faux à l’insu de tous ; corriger le fichier
setting-is = `{ $key }` vaut { $number }
whole-between = un nombre entier de { $from } à { $to }
number-between = un nombre de { $from } à { $to }
rule-without-threshold = la règle `{ $rule }` n’a pas de `{ $key }`
severity-or-threshold = `severity` ou `{ $key }`
severity-alone = `severity` seulement
check-twice = la colonne `{ $column }` a des codes et un intervalle
check-nothing = la colonne `{ $column }` n’a rien à contrôler
check-expected = `codes: ["1", "2"]`, ou `from` et `to`
range-reversed = `{ $low }` vaut { $from } et `{ $high }` { $to }
range-reversed-expected = au moins `{ $low }`
hint-swap = échanger les deux valeurs
hint-check = `codes` pour une liste de valeurs, `from` et `to` pour un intervalle
hint-condition = n’en garder qu’une ; deux conditions font deux implications
condition-unclear = la condition sur `{ $column }` n’est pas une seule condition
condition-expected = l’un de `is: ["1"]`, `at_least` et `at_most`, `blank: true`

## Un texte confronté aux tableaux

help-lint = Confronter un texte aux tableaux : ses affirmations, ou le rapport du dossier de résultats
help-lint-more =
    Un fichier d’affirmations rattache les chiffres d’un texte à des cases des tableaux (voir config/README.md). Sans lui, ce sont report.md, method.md, caveats.md et les fiches secteurs du dossier de résultats qui sont vérifiés, tels qu’ils s’y trouvent.
    Codes de sortie : 0 rien n’est réfuté, doutes mis à part ; 1 le texte est réfuté ; 2 la ligne de commande ou un fichier d’affirmations est refusé.
help-claims = Fichiers d’affirmations ; sans eux, le rapport du dossier de résultats
help-lint-pipeline = Le fichier du traitement : son dossier de configuration est l’enquête, son dossier de résultats contient les tableaux
help-tables = Dossier de résultats qui contient les tableaux, au lieu de celui du traitement
value-claims = AFFIRMATIONS

text-refuted =
    texte réfuté : { $count ->
        [one] { $count } anomalie
       *[other] { $count } anomalies
    }{ $doubts ->
        [0] { "" }
        [one] , et { $doubts } doute
       *[other] , et { $doubts } doutes
    }
lint-passed =
    { $count ->
        [one] { $count } affirmation, non réfutée
       *[other] { $count } affirmations, aucune réfutée
    }
lint-report-passed = rien de réfuté dans { $path }
lint-claim = `{ $name }` ({ $quote }) : { $problem }
lint-more-than = plus de { $number }
lint-less-than = moins de { $number }
lint-out-of-range = { $printed } est hors limites
lint-mend-text = corriger le texte, ou cette affirmation si le texte imprime autre chose
lint-mend-page = remettre dans la page le chiffre des tableaux, ou relancer le traitement, qui récrit la page
lint-mend-words = employer des mots que la classe permet
lint-range = un nombre de { $least } à 100
lint-not-compared = une évolution que les tableaux ne calculent pas : { $reason }
lint-number-differs = { $printed } imprimé là où les tableaux disent { $found }
lint-exact = { $found }, arrondi de { $exact }
lint-small-base = moins de { $limit } réponses d’un côté, et le texte ne le dit pas
lint-small-base-way = écrire « base faible » dans le texte, puis `small_base_said: true` ici
lint-suppressed = un chiffre sur moins de { $limit } réponses
lint-suppressed-expected = un chiffre sur { $limit } réponses ou plus de chaque côté
lint-suppressed-mean = une moyenne dont un secteur est masqué
lint-suppressed-mean-expected = une moyenne de secteurs tous publiés
lint-suppressed-way = ôter ce chiffre du texte : les tableaux ne le publient pas
lint-no-cell = les tableaux n’ont pas ce chiffre
lint-no-cell-way = vérifier les clés de `cell`, et que les tableaux viennent du calcul dont parle le texte
lint-edition-absent = l’édition `{ $edition }` n’est pas dans les tableaux
lint-gap-parts = { $printed } alors que { $left } − { $right } font { $shown }
lint-rounding = { $shown }, les arrondis permettent { $unit } de plus ou de moins
lint-one-of-three = l’un des trois est faux : `{ $left }`, `{ $right }` ou celui-ci
lint-one-of-two = l’un des deux est faux : `{ $other }` ou celui-ci
lint-implied = avec { $shown } (`{ $term }`) l’autre terme serait { $other }
lint-percentage = un pourcentage
lint-reached = un pourcentage que des réponses atteignent, de 5 à 95
lint-implied-way = chercher le terme qui n’est pas imprimé
lint-boxes = `{ $first }` compte { $first_counts }, `{ $other }` compte { $other_counts }
lint-same-answers = des chiffres qui comptent les mêmes réponses
lint-break = { $from } → { $to } : { $reason }
lint-comparable = des chiffres d’éditions que le registre permet de comparer
lint-employee-base = les collaborateurs interrogés ne sont pas les mêmes, `{ $before }` et `{ $after }`
lint-sector-absent = le secteur `{ $sector }` n’est pas dans le champ de l’édition `{ $edition }`
lint-dimension-absent = l’édition `{ $edition }` ne mesure pas la dimension `{ $dimension }`
lint-not-put-to-clients = l’édition `{ $edition }` n’a pas posé `{ $subject }` aux clients
lint-not-put-to-employees = l’édition `{ $edition }` n’a pas posé `{ $subject }` aux collaborateurs
lint-symmetry-parts = l’indice { $printed } alors que 100 − { $size } font { $index }
lint-symmetry-alone = un indice de symétrie ne dit rien du niveau : deux côtés également mal lotis sont symétriques
lint-symmetry-beside = l’indice à côté d’un niveau ou d’un plancher
lint-symmetry-way = imprimer à côté le niveau ou le plancher, et nommer cette affirmation sous `beside`
lint-share-figure = { $said } pour { $figure } (`{ $name }`)
lint-share-count = { $part } sur { $whole }
lint-share-of = { $printed } % alors que { $part } sur { $whole } font { $share } %
lint-fraction = { $part } sur { $whole }
lint-fraction-alone = « { $said } » sans son chiffre
lint-fraction-way = imprimer le chiffre à côté, et nommer cette affirmation sous `figure`
lint-fraction-far = « { $said } » ({ $share } %) pour { $figure } %
lint-fraction-near = au plus { $limit } point d’écart
lint-fraction-side = un chiffre de ce côté de la fraction
lint-count-differs = { $said }, et il y a { $known }
lint-persons =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
lint-sectors =
    { $count ->
        [one] { $count } secteur
       *[other] { $count } secteurs
    }
lint-dimensions =
    { $count ->
        [one] { $count } dimension
       *[other] { $count } dimensions
    }
lint-items =
    { $count ->
        [one] { $count } question aux clients
       *[other] { $count } questions aux clients
    }
lint-vague = « { $words } » ne dit rien sans un chiffre
lint-word = « { $words } » employé pour une différence dont la classe est `{ $class }`
lint-word-of = « { $words } » employé pour `{ $subject }`, dont la classe est `{ $class }`
lint-direction-up = « { $words } » employé pour une baisse
lint-direction-down = « { $words } » employé pour une hausse
lint-words = des mots comme { $words }
lint-no-word = aucun mot de force
lint-contradicted = { $printed } alors que `{ $earlier }` imprimait { $other }
lint-one-figure = un seul chiffre par case
lint-ranking-incomplete = un classement de { $count } sans { $missing }
lint-ranking-way = donner son chiffre à ce qui manque, ou sa ligne et la raison de son absence
lint-ranking-order = `{ $above }` ({ $above_figure }) précède `{ $below }` ({ $below_figure })
lint-smallest-first = du plus petit au plus grand
lint-largest-first = du plus grand au plus petit
lint-order-way = ordonner les éléments, ou préciser `order`
lint-ranking-terms = l’ordre { $order } n’est pas celui des termes imprimés
lint-terms-give = les termes donnent { $order }
lint-terms-way = corriger d’abord les chiffres des éléments, puis l’ordre
lint-rank-among = un rang parmi { $among }, et l’édition en compte { $count }
lint-rank-among-tables = un rang parmi { $among }, et les tableaux en classent { $count }
lint-among = parmi { $count }
lint-rank-beyond = le rang { $rank } parmi { $among }
lint-rank-absent = le classement `{ $ranking }` n’a pas ce chiffre
lint-rank-in = le rang { $rank }, et le classement `{ $ranking }` dit { $found }
lint-rank-tables = le rang { $rank }, et les tableaux disent { $found }
lint-rank-uncertain = le rang { $rank } peut être n’importe lequel de { $low } à { $high }
lint-rank-way = imprimer « rang { $low } à { $high } », ou aucun rang
lint-all-sectors = les { $count } secteurs de l’édition `{ $edition }`
lint-all-published = les { $count } secteurs de l’édition `{ $edition }` que les tableaux publient
lint-all-dimensions = les { $count } dimensions de l’édition `{ $edition }`
lint-report-terms = une différence de { $difference } entre { $one } et { $two }
lint-but-for-rounding = { $shown }, aux arrondis près
lint-report-row = les chiffres de « { $name } » ne sont pas ceux des tableaux
lint-report-hidden = { $printed } pour « { $name } », qui repose sur moins de { $limit } réponses d’un côté
lint-report-mark = la marque d’un chiffre masqué
lint-turned = { $printed } est une différence à l’envers
lint-arrow = { $arrow } devant { $printed }
lint-arrow-is = { $arrow }
lint-report-cell = { $printed } pour « { $name } » n’est pas le chiffre que donne le reste de sa colonne
lint-report-cell-is = { $found } d’après les tableaux
lint-report-quoted = { $printed } n’est pas un chiffre de `{ $cell }`, d’où viennent les autres chiffres
lint-report-quoted-is = { $shown }
lint-report-figures = clients { $client }, collaborateurs { $employee }, écart { $gap }
lint-report-incomplete = un tableau de { $count } sans { $missing }

## Fichiers d’affirmations

claims-none = la phrase `{ $statement }` n’affirme rien
hint-claim = lui donner une affirmation, ou supprimer la phrase
hint-ranking = nommer les affirmations de la première place à la dernière, ou enlever le classement
hint-fraction = ou donner le pourcentage sous `value`
hint-lexicon-word = employer un mot du lexique, ou y ajouter celui-ci
hint-printed-count = écrire le nombre imprimé dans le texte
hint-claim-kind = nommer une affirmation de ce genre, ou corriger son `kind`
claims-same-name = une seconde phrase s’appelle `{ $statement }`
claims-expect-id-once = chaque identifiant une seule fois
claims-short-ranking = un classement de moins de deux chiffres
claims-expect-order = les chiffres dans l’ordre où ils sont imprimés
claims-ranked-twice = l’affirmation `{ $claim }` figure deux fois dans le classement
claims-fraction = `fraction` vaut `{ $value }`
claims-expect-fraction = une partie d’un tout, comme { $examples }
claims-share = une part
claims-share-with = une part avec `{ $key }`
claims-expect-share = un pourcentage, ou une `fraction`
claims-no-word = aucun mot du lexique dans `{ $words }`
claims-expect-word = des mots que déclare `lexicon.yaml`, dans le dossier de configuration
claims-wrong-kind = { $what } vaut `{ $name }`, une affirmation du genre `{ $kind }`
claims-expect-kind = une affirmation du genre { $kinds }
claims-table-change = une évolution des tableaux
claims-expect-since = le nom de l’édition antérieure
claims-expect-statistic = le chiffre qui évolue
claims-table-figure = un chiffre des tableaux
claims-expect-edition = le nom d’une édition
claims-expect-population = de qui est le chiffre
claims-expect-subject = un item, une paire miroir ou une dimension
claims-lacks = à { $what }, il manque la clé `{ $key }`
claims-hint-alone = un chiffre qui n’est dans aucun tableau se déclare `alone: true`

## Le lexique, et les tableaux d’un traitement précédent

lexicon-no-word = `{ $words }` ne contient aucun mot
lexicon-expect-words = des mots, avec `…` pour ceux qui s’y intercalent
hint-lexicon-entry = écrire un mot, ou supprimer l’entrée
lexicon-twice = `{ $words }` une seconde fois ; première occurrence dans `{ $group }`
table-unreadable = illisible comme tableau (dit en anglais : { $fault })
expect-own-table = un tableau écrit par cette version du programme
table-changed = la table n’est pas celle que le calcul a écrite, d’après l’empreinte de `manifest.json`
hint-own-template = le modèle accompagne le programme, qui n’imprime que les chiffres de ses tables : regarder la ligne ; si elle est juste, signaler un défaut du contrôle
expect-own-page = une page du rapport écrite par cette version du programme
hint-mend-template = corriger dans `{ $folder }` le modèle qui l’imprime ; si les modèles sont ceux qui accompagnent le programme, le signaler comme un défaut de celui-ci
hint-check-tells = `barometer check` les montre une à une
hint-run-first = lancer d’abord `barometer run`, ou nommer le dossier de sortie par `--tables`
