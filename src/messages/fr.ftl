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

## Marges de l’échantillon lui-même

margins-own = les marges de l’édition `{ $edition }` sont les parts de l’échantillon lui-même : { $names }
margins-own-expected = les parts de la population
margins-own-hint = tant qu’elles ne sont pas remplacées, les pondérations ne corrigent rien

## Ébauche d’une configuration, ajout de fichiers

draft-next = à suivre : barometer check { $pipeline }
file-exists = le fichier existe déjà
file-exists-expected = rien à écraser
file-exists-hint = choisissez un autre dossier avec `--out`, ou écrasez avec `--force`
delivered-file = un fichier livré
format-unknown = ce format de fichier n’est pas lu
format-unknown-expected = du texte délimité, ou un fichier Parquet, Excel (.xlsx) ou SPSS (.sav, .zsav)
file-no-respondent = le fichier n’a aucun répondant
file-no-respondent-expected = une ligne d’en-tête, puis une ligne par répondant
cannot-replace-file = remplacement impossible
cannot-place-file = mise en place impossible
