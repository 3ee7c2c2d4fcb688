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

## Un texte confronté aux tableaux

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
lint-doubt = `{ $name }` ({ $quote }) : douteux, { $problem }
lint-more-than = plus de { $number }
lint-less-than = moins de { $number }
lint-out-of-range = { $printed } est hors limites
lint-range = un nombre de { $least } à 100
lint-not-compared = une évolution que les tableaux ne calculent pas : { $reason }
lint-number-differs = { $printed } imprimé là où les tableaux disent { $found }
lint-exact = { $found }, arrondi de { $exact }
lint-small-base = moins de { $limit } réponses d’un côté, et le texte ne le dit pas
lint-small-base-way = écrivez « base faible » dans le texte, puis `small_base_said: true` ici
lint-suppressed = un chiffre sur moins de { $limit } réponses
lint-suppressed-way = ôtez ce chiffre du texte : les tableaux ne le publient pas
lint-no-cell = les tableaux n’ont pas ce chiffre
lint-no-cell-way = vérifiez les clés de `cell`, et que les tableaux viennent du calcul dont parle le texte
lint-edition-absent = l’édition `{ $edition }` n’est pas dans les tableaux
lint-gap-parts = { $printed } alors que { $left } − { $right } font { $shown }
lint-rounding = { $shown }, les arrondis permettent { $unit } de plus ou de moins
lint-one-of-three = l’un des trois est faux : `{ $left }`, `{ $right }` ou celui-ci
lint-one-of-two = l’un des deux est faux : `{ $other }` ou celui-ci
lint-implied = avec { $shown } (`{ $term }`) l’autre terme serait { $other }
lint-percentage = un pourcentage
lint-reached = un pourcentage que des réponses atteignent, de 5 à 95
lint-implied-way = cherchez le terme qui n’est pas imprimé
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
lint-symmetry-way = imprimez à côté le niveau ou le plancher, et nommez cette affirmation sous `beside`
lint-share-figure = { $said } pour { $figure } (`{ $name }`)
lint-share-count = { $part } sur { $whole }
lint-share-of = { $printed } % alors que { $part } sur { $whole } font { $share } %
lint-fraction = { $part } sur { $whole }
lint-fraction-alone = « { $said } » sans son chiffre
lint-fraction-way = imprimez le chiffre à côté, et nommez cette affirmation sous `figure`
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
lint-word = « { $words } » dit d’une différence dont la classe est `{ $class }`
lint-word-of = « { $words } » dit de `{ $subject }`, dont la classe est `{ $class }`
lint-words = des mots comme { $words }
lint-no-word = aucun mot de force
lint-contradicted = { $printed } alors que `{ $earlier }` imprimait { $other }
lint-one-figure = un seul chiffre par case
lint-ranking-incomplete = un classement de { $count } sans { $missing }
lint-ranking-way = donnez son chiffre à ce qui manque, ou sa ligne et la raison de son absence
lint-ranking-order = `{ $above }` ({ $above_figure }) précède `{ $below }` ({ $below_figure })
lint-smallest-first = du plus petit au plus grand
lint-largest-first = du plus grand au plus petit
lint-order-way = ordonnez les éléments, ou précisez `order`
lint-ranking-terms = l’ordre { $order } n’est pas celui des termes imprimés
lint-terms-give = les termes donnent { $order }
lint-terms-way = corrigez d’abord les chiffres des éléments, puis l’ordre
lint-rank-among = un rang parmi { $among }, et l’édition en compte { $count }
lint-rank-beyond = le rang { $rank } parmi { $among }
lint-rank-absent = le classement `{ $ranking }` n’a pas ce chiffre
lint-rank-in = le rang { $rank }, et le classement `{ $ranking }` dit { $found }
lint-rank-tables = le rang { $rank }, et les tableaux disent { $found }
lint-rank-uncertain = le rang { $rank } peut être n’importe lequel de { $low } à { $high }
lint-rank-way = imprimez « rang { $low } à { $high } », ou aucun rang
lint-all-sectors = les { $count } secteurs de l’édition `{ $edition }`
lint-all-dimensions = les { $count } dimensions de l’édition `{ $edition }`
lint-report-terms = une différence de { $difference } entre { $one } et { $two }
lint-but-for-rounding = { $shown }, aux arrondis près
lint-report-row = les chiffres de « { $name } » ne sont pas ceux des tableaux
lint-report-figures = clients { $client }, collaborateurs { $employee }, écart { $gap }
lint-report-incomplete = un tableau de { $count } sans { $missing }
