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
