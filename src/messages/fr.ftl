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
interview-count-hint = redemander le fichier complet, ou corriger `n_respondents` dans le registre
respondents-few =
    { $count ->
        [one] { $count } répondant
       *[other] { $count } répondants
    }
respondents-few-hint = une variance demande deux personnes ; redemander le fichier complet
wave-missing = vague non renseignée
wave-wrong = { $cell } est une autre vague
wave-expected = `{ $wave }`
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
column-expected = une colonne `{ $name }` : { $what }
column-renamed = la colonne `{ $name }` s’appelle { $found }
column-renamed-hint = la renommer `{ $name }`, sans blancs autour et dans ces lettres, minuscules et capitales
column-unknown = la colonne { $name } n’est pas lue
column-unknown-expected = une colonne que nomment la disposition, les marges ou les questions de cette édition
column-unknown-hint = rien à faire si la colonne doit rester de côté
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
value-unknown = { $cell } n’est pas une valeur de `{ $column }`
hint-blanks = enlever les blancs autour{ $meant }
hint-invisible = { $points } n’est pas ce qu’on croit voir, écrire une espace ordinaire ou rien{ $meant }
hint-decomposed = les accents sont séparés de leurs lettres ({ $points }), exporter en NFC{ $meant }
hint-mojibake = le texte a été encodé deux fois en UTF-8, l’exporter à nouveau{ $meant }
hint-spreadsheet = une formule a échoué dans le tableur : l’y corriger, ou laisser la cellule vide
hint-missing-undeclared = si cela veut dire sans réponse, le déclarer sous `dont_know`, ou laisser la cellule vide
hint-code-for-label = l’export contient des codes au lieu des libellés : faire exporter les libellés, ou déclarer les codes
hint-not-finite = un calcul a échoué là où le fichier a été fait : l’y corriger, ou laisser la cellule vide
hint-notation = faire exporter le nombre en chiffres ordinaires
hint-comma = vouliez-vous dire `{ $number }` ? Déclarer la virgule décimale si le fichier en use

## Validation : qui répond à quoi

routing-client = { $cell } : réponse sur un secteur qui n’est pas nommé
routing-employee = { $cell } : réponse de collaborateur d’une personne sans emploi
routing-hint = vérifier le filtre de la question avec l’institut
routing-job = { $cell } d’une personne sans emploi
routing-job-hint = vérifier avec l’institut le filtre des questions aux collaborateurs
sector-twice = { $sector } est déjà évalué dans un bloc précédent
sector-twice-expected = un secteur différent dans chaque bloc de client
contradiction = { $cell }, alors que `{ $column }` est { $given }
contradiction-hint = l’un des deux est faux : demander lequel

## Validation : poids et plan de sondage

weight-expected = un nombre fini supérieur à zéro, avec un point décimal
weight-missing = poids de base absent
weight-missing-hint = un répondant sans poids ne représente personne : demander son poids
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
weight-all-zero-hint = enlever `base_weight` de la disposition si la vague n’a pas de poids
weight-constant = tous les poids de base valent { $cell }
weight-constant-expected = les poids de l’institut
weight-constant-hint = demander s’ils ont été oubliés ; s’il n’y en a pas, enlever `base_weight` de la disposition
weight-extreme = { $cell } dépasse { $times } fois le poids médian
weight-extreme-expected = au plus { $times } fois { $median }
weight-extreme-hint = une personne en représenterait des centaines : demander ce poids, ou borner dans `calibrate`
design-missing = une cellule vide dans une colonne du plan de sondage
design-missing-expected = une strate ou une unité de sondage pour chaque répondant

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
        [one] à la question répondue
       *[other] aux { $count } questions répondues
    } de ce bloc
answers-expected = des réponses qui diffèrent
row-copied = les réponses de la ligne { $line }, sous un autre identifiant
row-copied-expected = les réponses de cette personne
row-copied-hint = demander à l’institut si l’interview a été copiée
item-constant =
    les { $count } { $count ->
        [one] réponse
       *[other] réponses
    } à la question `{ $item }` sont les mêmes
item-constant-hint = son erreur type est nulle et aucun test n’en est fait : vérifier que la colonne contient des réponses
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
condition-unclear = la condition sur `{ $column }` n’est pas une seule condition
condition-expected = l’un de `is: ["1"]`, `at_least` et `at_most`, `blank: true`
