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

## Lecture d’un fichier livré

read-no-table = illisible comme { $format } : { $cause }
read-format-text = texte délimité
read-format-workbook = classeur
read-format-spss = SPSS
read-format-parquet = Parquet
read-hint-export-again = exportez le fichier à nouveau
read-hint-declare-delimiter = déclarez `delimiter: "{ $delimiter }"` sous `reader:`
read-expect-names-once = chaque nom de colonne une seule fois
read-column-not-there = aucune colonne `{ $column }`
read-named-twice = deux colonnes s’appellent `{ $column }`
read-sep-line-disagrees = la première ligne annonce le séparateur `{ $delimiter }`
read-expect-sep-line = `sep={ $delimiter }`, comme le déclare `reader:`, ou pas de telle ligne
read-cut-in-blank = le fichier se termine sans fin de ligne, dans un champ vide
read-expect-line-end = une fin de ligne après le dernier répondant, ou une valeur
read-hint-interrupted = un transfert interrompu finit ainsi : comparez la taille, ou redemandez le fichier
read-no-last-line-end = le fichier se termine sans fin de ligne : son dernier champ a pu être coupé
read-no-delimiter-fits = aucun séparateur ne donne le même nombre de colonnes aux premières lignes
read-delimiter-ambiguous = le séparateur peut être { $delimiters }
read-expect-delimiter = l’un de `;`, `,`, tabulation et `|`
read-hint-declare-any-delimiter = déclarez `delimiter:` sous `reader:`
read-delimiter-found = séparateur reconnu : `{ $delimiter }`
read-hint-declare-found-delimiter = déclarez `delimiter: "{ $delimiter }"` sous `reader:` pour que le prochain fichier ne puisse pas différer sans qu’on le voie
read-n-fields = { $count } champs
read-expect-n-fields = { $count } champs, comme dans l’en-tête
read-hint-field-count = un champ qui contient le séparateur doit être entre guillemets ; une ligne trop courte trahit un transfert interrompu
read-file-is-empty = le fichier est vide
read-expect-header-and-rows = un en-tête et une ligne par répondant
read-header-rows-lacking = { $found } des { $wanted } lignes d’en-tête de `{ $shape }`
read-expect-header-rows = les lignes d’en-tête que déclare `headers:`
read-import-ids-lacking = { $found } colonnes sur { $count } ont un identifiant d’import en troisième ligne
read-hint-qualtrics-rows = Qualtrics écrit trois lignes d’en-tête : exportez le fichier à nouveau, ou corrigez `headers:`
read-import-ids-found = des identifiants d’import sous les noms, comme les écrit Qualtrics
read-hint-declare-headers = déclarez `headers: { $shape }` sous `reader:`
read-responses-lacking = aucune colonne n’a `Response` en deuxième ligne
read-hint-surveymonkey-rows = SurveyMonkey écrit `Response` sous une question : exportez le fichier à nouveau, ou corrigez `headers:`
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
read-n-rows = { $count } lignes
read-n-cells = { $count } cellules
read-n-bytes = { $count } octets
read-field-too-long = un champ de plus de { $count } octets
read-file-has = le fichier fait { $megabytes } Mo
read-long-differs = autre chose que pour le même répondant à la ligne { $line }
read-expect-same-in-rows = la même chose dans toutes les lignes d’un répondant
read-answered-twice = une seconde réponse à la même question
read-expect-one-row = une ligne par répondant, secteur et item
read-expect-n-rows = { $count } lignes, comme le déclare `n_rows` de `long:`
read-hint-n-rows = demandez le fichier complet, ou corrigez `n_rows`
read-n-rows-undeclared = { $count } lignes, sans que leur nombre soit déclaré
read-hint-declare-n-rows = un fichier coupé après une ligne ressemble à un fichier complet : déclarez `n_rows:` sous `long:`
read-expect-long-column = la colonne que nomme `{ $key }` de `long:`
read-answer-to-no-item = une réponse à aucun item
read-expect-item = l’item auquel répond la ligne
read-more-sectors = plus de { $count } secteurs
read-expect-sectors = autant de secteurs que le `layout` a de blocs de clients
read-item-and-column = `{ $column }` est à la fois un item et une colonne du fichier
read-quote-inside = un guillemet dans un champ qui n’est pas entre guillemets
read-expect-quoted = le champ entier entre guillemets, et les guillemets qu’il contient doublés
read-expect-closed = un guillemet à la fin du champ, et les guillemets qu’il contient doublés
read-hint-close-quote = enlevez le guillemet, ou fermez-le ; exportez le fichier à nouveau s’il y en a beaucoup
read-quote-never-closed = le guillemet ouvert ici n’est jamais fermé
read-quote-closed-inside = le guillemet ouvert ici se ferme au milieu d’un champ
read-encoding-found = codage reconnu : { $encoding }
read-encoding-marked = codage reconnu : { $encoding }, d’après la marque d’ordre des octets
read-hint-declare-found-encoding = déclarez `encoding: { $encoding }` sous `reader:` pour que le prochain fichier ne puisse pas différer sans qu’on le voie
read-mark-disagrees = la marque d’ordre des octets annonce { $encoding }
read-expect-declared-encoding = du texte en { $encoding }, comme le déclare `reader:`
read-hint-declare-encoding = déclarez `encoding: { $encoding }` sous `reader:`
read-byte-unknown = un octet étranger au codage { $encoding }
read-expect-encoding = du texte en { $encoding }
read-hint-excel-encoding = déclarez `encoding: windows-1252` sous `reader:` si le fichier vient d’Excel
read-hint-written-encoding = déclarez le codage dans lequel le fichier a été écrit
read-hint-encoding-unknown = déclarez `encoding:` sous `reader:` : il ne peut pas être reconnu
read-nul-byte = un octet nul : le fichier n’est pas du texte dans le codage déclaré
read-hint-nul = une copie interrompue remplit le fichier d’octets nuls, et UTF-16 en a un sur deux : redemandez le fichier, ou déclarez `encoding: utf-16le` sous `reader:`
read-expect-parquet = un fichier Apache Parquet
read-hint-check-format = vérifiez `format:` sous `reader:`, ou redemandez le fichier
read-column-of-type = la colonne `{ $column }` est de type { $kind }
read-expect-cells = du texte, des nombres, des booléens ou des dates
read-expect-workbook = un classeur Excel (.xlsx)
read-hint-save-workbook = ouvrez-le dans le tableur et enregistrez-le à nouveau, ou redemandez le fichier
read-sheet-not-there = aucune feuille `{ $sheet }`
read-sheet-chosen = lecture de la feuille `{ $sheet }`, la première de { $sheets }
read-hint-declare-sheet = déclarez `sheet: { $sheet }` sous `reader:`
read-beside-table = une valeur en { $cell }, à côté du tableau
read-expect-below-name = des valeurs sous les noms de l’en-tête seulement
read-hint-empty-cell = videz la cellule
read-below-blank = la ligne { $row }, qui est vide
read-below-last = la ligne { $row }, déclarée dernière
read-values-below = { $count } valeurs non lues : elles sont sous { $end }, à partir de { $cell }
read-cell-error = la cellule { $cell } contient l’erreur `{ $error }`
read-expect-value = une valeur
read-hint-formula = corrigez la formule, ou videz la cellule
read-expect-spss = un fichier SPSS (.sav ou .zsav)
read-hint-save-spss = ouvrez-le dans SPSS ou PSPP et enregistrez-le à nouveau, ou redemandez le fichier
read-missing-not-asked = { $spelling } se lit « question non posée » : { $cells } cellules dans { $columns } colonnes
read-missing-dont-know = { $spelling } se lit « ne sait pas » : { $cells } cellules dans { $columns } colonnes
read-a-blank = un champ vide
read-spelling = `{ $spelling }`
read-column-taken-elsewhere = la colonne `{ $column }` n’est pas lue : `reader:` la prend dans `{ $from }`
read-expect-source = une colonne `{ $from }`, dont `reader:` tire `{ $column }`
read-missing-contradicted = le fichier déclare manquant `{ $code }` dans la colonne `{ $column }`
read-expect-no-answer = un code qui n’est pas une réponse du `codebook.yaml`
read-hint-contradicted = ôtez le code de l’échelle et mettez-le sous `dont_know`, ou demandez à l’institut ce qu’il veut dire
read-decimal-dot = { $value } a un point décimal
read-expect-comma = un nombre à virgule, comme le déclare `reader:`
read-no-label = { $value } n’est pas un libellé de `{ $column }`
read-no-recode = { $value } ne figure pas sous `recode` de `{ $column }`
read-or-more = { $shown }, ou l’un des { $count } autres
read-hint-label = déclarez le libellé sous `aliases` de son code, la graphie sous `missing`, ou `values: codes` pour la colonne
read-kind-empty = le fichier est vide
read-hint-ask-again = redemandez le fichier
read-kind-text = le fichier est du texte
read-hint-kind-text = déclarez `format: csv` sous `reader:` si c’est un tableau
read-kind-parquet = le fichier est au format Parquet
read-hint-kind-parquet = déclarez `format: parquet` sous `reader:`
read-kind-workbook = le fichier est un classeur Excel
read-hint-kind-workbook = déclarez `format: xlsx` sous `reader:`
read-kind-spss = le fichier est au format SPSS
read-hint-kind-spss = déclarez `format: spss` sous `reader:`
read-kind-opendocument = le fichier est une feuille OpenDocument
read-hint-kind-opendocument = enregistrez-le en `.xlsx` ou en CSV
read-kind-zip = le fichier est une archive zip
read-hint-kind-zip = décompressez-la, et nommez le fichier qu’elle contient
read-kind-xls = le fichier est un ancien classeur Excel (.xls), ou protégé par un mot de passe
read-hint-kind-xls = enregistrez-le en `.xlsx` sans mot de passe
read-kind-gzip = le fichier est compressé par gzip
read-hint-unpack = décompressez-le d’abord
read-kind-compressed = le fichier est compressé
read-kind-lfs = le fichier est un pointeur Git LFS, pas les données
read-hint-kind-lfs = récupérez les données par `git lfs pull`, ou demandez-les à qui a livré le dossier
read-kind-html = le fichier est une page web
read-hint-kind-html = le téléchargement a donné une page d’erreur ou de connexion : recommencez
read-kind-pdf = le fichier est un PDF
read-hint-kind-pdf = demandez les données elles-mêmes
read-kind-unknown = le fichier est abîmé, ou d’un type inconnu ici
read-expect-text-table = du texte délimité : un en-tête et une ligne par répondant
