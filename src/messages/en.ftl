# What the program says, in English. The same ids and variables stand in `fr.ftl`; a test compares both with the source.

## How a finding and the end of a run are written

finding-expected = expected: { $expected }
finding-hint = hint: { $hint }
more-findings =
    { $count ->
        [one] { $count } more finding
       *[other] { $count } more findings
    } of the rule `{ $rule }`
error = error: { $error }
data-refused =
    the data are refused: { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
config-refused =
    the configuration is refused: { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
world-failed = { $path }: { $action }: { $cause }
internal-fault = internal fault, please report it: { $fault }
no-further-word = no further word
written = written: { $path }
nothing-to-refuse = nothing to refuse in { $path }
# A text that is not in the catalogue.
verbatim = { $text }

## Ways out that many findings share

hint-nearest = did you mean `{ $name }`?
hint-folder-missing = the folder `{ $folder }` is not there either

## Reading a delivered file

read-no-table = cannot be read as { $format }: { $cause }
read-format-text = delimited text
read-format-workbook = a workbook
read-format-spss = SPSS
read-format-parquet = Parquet
read-hint-export-again = export the file again
read-hint-declare-delimiter = declare `delimiter: "{ $delimiter }"` under `reader:`
read-expect-names-once = every column name once
read-column-not-there = no column `{ $column }`
read-named-twice = two columns are named `{ $column }`
read-sep-line-disagrees = the first line says that the delimiter is `{ $delimiter }`
read-expect-sep-line = `sep={ $delimiter }`, as the reader declares, or no such line
read-cut-in-blank = the file ends without a line end, in a blank field
read-expect-line-end = a line end after the last respondent, or a value
read-hint-interrupted = an interrupted transfer ends so: compare the size, or ask for the file again
read-no-last-line-end = the file ends without a line end: its last field may have been cut
read-no-delimiter-fits = no delimiter gives all the first lines the same number of columns
read-delimiter-ambiguous = the delimiter may be { $delimiters }
read-expect-delimiter = one of `;`, `,`, tab and `|`
read-hint-declare-any-delimiter = declare `delimiter:` under `reader:`
read-delimiter-found = the delimiter was found to be `{ $delimiter }`
read-hint-declare-found-delimiter = declare `delimiter: "{ $delimiter }"` under `reader:` so that the next file cannot differ unnoticed
read-n-fields = { $count } fields
read-expect-n-fields = { $count } fields, as in the header
read-hint-field-count = a field that holds the delimiter must be quoted; a row cut short means an interrupted transfer
read-file-is-empty = the file is empty
read-expect-header-and-rows = a header line and one row a respondent
read-header-rows-lacking = { $found } of the { $wanted } header rows of `{ $shape }`
read-expect-header-rows = the header rows that `headers:` declares
read-import-ids-lacking = { $found } of { $count } columns have an import id in the third row
read-hint-qualtrics-rows = Qualtrics writes three header rows: export the file anew, or correct `headers:`
read-import-ids-found = import ids below the names, as Qualtrics writes them
read-hint-declare-headers = declare `headers: { $shape }` under `reader:`
read-responses-lacking = no column has `Response` in the second row
read-hint-surveymonkey-rows = SurveyMonkey writes `Response` below a question: export the file anew, or correct `headers:`
read-responses-found = `Response` below the questions, as SurveyMonkey writes it
read-column-without-name = a column without a name
read-expect-name-in-header = a name in every field of the header
read-column-named-as = column { $column } has the name of column { $first }
read-one-single-column = one single column, `{ $name }…`
read-expect-separated = columns separated by `{ $delimiter }`
read-at-most = at most { $allowed }
read-hint-limit = `limits: {"{"} { $key }: … {"}"}` under `reader:` allows more, if the file is really meant to be so
read-unpacks-to = the file unpacks to { $megabytes } MB or more
read-megabytes = { $megabytes } MB
read-more-than = more than { $what }
read-n-columns = { $count } columns
read-n-rows = { $count } rows
read-n-cells = { $count } cells
read-n-bytes = { $count } bytes
read-field-too-long = a field of more than { $count } bytes
read-file-has = the file has { $megabytes } MB
read-long-differs = not what the same respondent has in line { $line }
read-expect-same-in-rows = the same in all rows of a respondent
read-answered-twice = a second answer to the same question
read-expect-one-row = one row for each respondent, sector and item
read-expect-n-rows = { $count } rows, as `n_rows` of `long:` declares
read-hint-n-rows = ask for the complete file, or correct `n_rows`
read-n-rows-undeclared = { $count } rows, and nobody declared how many there should be
read-hint-declare-n-rows = a file cut after a row looks like a whole one: declare `n_rows:` under `long:`
read-expect-long-column = the column that `{ $key }` of `long:` names
read-answer-to-no-item = an answer to no item
read-expect-item = the item that the row answers
read-more-sectors = more than { $count } sectors
read-expect-sectors = as many sectors as the layout has client blocks
read-item-and-column = `{ $column }` is an item and a column of the file
read-quote-inside = a quote inside a field that is not quoted
read-expect-quoted = the whole field in quotes, and the quotes in it doubled
read-expect-closed = a quote at the end of the field, and the quotes in it doubled
read-hint-close-quote = remove the quote, or close it; export the file again if there are many
read-quote-never-closed = a quote that is opened here is never closed
read-quote-closed-inside = a quote that is opened here closes in the middle of a field
read-encoding-found = the encoding was found to be { $encoding }
read-encoding-marked = the encoding was found to be { $encoding }, as its byte order mark says
read-hint-declare-found-encoding = declare `encoding: { $encoding }` under `reader:` so that the next file cannot differ unnoticed
read-mark-disagrees = the byte order mark says { $encoding }
read-expect-declared-encoding = text in { $encoding }, as the reader declares
read-hint-declare-encoding = declare `encoding: { $encoding }` under `reader:`
read-byte-unknown = a byte that is not { $encoding }
read-expect-encoding = text in { $encoding }
read-hint-excel-encoding = declare `encoding: windows-1252` under `reader:` if the file comes from Excel
read-hint-written-encoding = declare the encoding that the file was written in
read-hint-encoding-unknown = declare `encoding:` under `reader:`: it cannot be found out
read-nul-byte = a NUL byte: the file is not text in the declared encoding
read-hint-nul = an interrupted copy pads a file with NUL bytes, and UTF-16 has one in two: ask for the file again, or declare `encoding: utf-16le` under `reader:`
read-expect-parquet = an Apache Parquet file
read-hint-check-format = check `format:` under `reader:`, or ask for the file again
read-column-of-type = column `{ $column }` has the type { $kind }
read-expect-cells = text, numbers, booleans or dates
read-expect-workbook = an Excel workbook (.xlsx)
read-hint-save-workbook = open it in the spreadsheet and save it again, or ask for the file again
read-sheet-not-there = no sheet `{ $sheet }`
read-sheet-chosen = the sheet `{ $sheet }` is read, the first of { $sheets }
read-hint-declare-sheet = declare `sheet: { $sheet }` under `reader:`
read-beside-table = a value in { $cell }, beside the table
read-expect-below-name = values below a name of the header alone
read-hint-empty-cell = empty the cell
read-below-blank = row { $row }, which is blank
read-below-last = row { $row }, the declared last one
read-values-below = { $count } values are not read: they stand below { $end }, from { $cell } on
read-cell-error = the cell { $cell } holds the error `{ $error }`
read-expect-value = a value
read-hint-formula = correct the formula, or empty the cell
read-expect-spss = an SPSS file (.sav or .zsav)
read-hint-save-spss = open it in SPSS or PSPP and save it again, or ask for the file again
read-missing-not-asked = { $spelling } is read as « not asked »: { $cells } cells of { $columns } columns
read-missing-dont-know = { $spelling } is read as « does not know »: { $cells } cells of { $columns } columns
read-a-blank = a blank
read-spelling = `{ $spelling }`
read-column-taken-elsewhere = column `{ $column }` is not read: the reader takes it from `{ $from }`
read-expect-source = a column `{ $from }`, from which the reader takes `{ $column }`
read-missing-contradicted = the file declares `{ $code }` of the column `{ $column }` missing
read-expect-no-answer = a code that is no answer in the codebook
read-hint-contradicted = take the code out of the scale and put it under `dont_know`, or ask the institute what it means
read-decimal-dot = { $value } has a decimal dot
read-expect-comma = a number with a decimal comma, as the reader declares
read-no-label = { $value } is no label of `{ $column }`
read-no-recode = { $value } is not under `recode` of `{ $column }`
read-or-more = { $shown }, or one of { $count } more
read-hint-label = declare the label under `aliases` of its code, the spelling under `missing`, or `values: codes` for the column
read-kind-empty = the file is empty
read-hint-ask-again = ask for the file again
read-kind-text = the file is text
read-hint-kind-text = declare `format: csv` under `reader:` if it is a table
read-kind-parquet = the file is Parquet
read-hint-kind-parquet = declare `format: parquet` under `reader:`
read-kind-workbook = the file is an Excel workbook
read-hint-kind-workbook = declare `format: xlsx` under `reader:`
read-kind-spss = the file is SPSS
read-hint-kind-spss = declare `format: spss` under `reader:`
read-kind-opendocument = the file is an OpenDocument sheet
read-hint-kind-opendocument = save it as `.xlsx` or as CSV
read-kind-zip = the file is a zip archive
read-hint-kind-zip = unpack it, and name the file inside
read-kind-xls = the file is an old Excel workbook (.xls), or one with a password
read-hint-kind-xls = save it as `.xlsx` without a password
read-kind-gzip = the file is compressed by gzip
read-hint-unpack = unpack it first
read-kind-compressed = the file is compressed
read-kind-lfs = the file is a Git LFS pointer, not the data
read-hint-kind-lfs = fetch the data with `git lfs pull`, or ask whoever delivered the folder
read-kind-html = the file is a web page
read-hint-kind-html = the download gave an error page or asked for a login: try again
read-kind-pdf = the file is a PDF
read-hint-kind-pdf = ask for the data themselves
read-kind-unknown = the file is damaged, or of a kind that is not known here
read-expect-text-table = delimited text: a header and one row a respondent
