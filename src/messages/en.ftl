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

## Margins that are the sample's own

margins-own = the margins of edition `{ $edition }` are the shares of the sample itself: { $names }
margins-own-expected = the shares of the population
margins-own-hint = until they are replaced, the weights correct nothing

## The draft of a configuration, adding files

draft-next = next: barometer check { $pipeline }
file-exists = the file is there already
file-exists-expected = nothing to overwrite
file-exists-hint = choose another folder with `--out`, or overwrite with `--force`
delivered-file = a delivered file
format-unknown = this format is not read
format-unknown-expected = delimited text, or a Parquet, Excel (.xlsx) or SPSS (.sav, .zsav) file
file-no-respondent = the file has no respondent
file-no-respondent-expected = a header and one row a respondent
cannot-replace-file = cannot replace
cannot-place-file = cannot put the file in place
