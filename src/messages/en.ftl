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
