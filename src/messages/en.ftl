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

## Validation: what several rules say

blank-cell = a blank
not-blank = anything but a blank
codes-expected = { $codes }
or-blank = { $expected }, `blank`
at-least = at least { $least }
at-most = at most { $most }
range-expected = a number from { $from } to { $to }, with a decimal dot
number-expected = a number from { $min } to { $max } with a decimal dot, a declared missing code, or blank
meant = : did you mean `{ $code }`?
meant-unknown = { "" }

## Validation: the wave as a whole

file-changed = the file has the SHA-256 { $digest }
file-changed-expected = { $pinned }, as the pipeline pins it
file-changed-hint = somebody changed the file: ask for the one that was delivered, or pin the new one knowingly
interview-count =
    { $count ->
        [one] { $count } interview
       *[other] { $count } interviews
    }
interview-count-expected =
    { $count ->
        [one] { $count } interview
       *[other] { $count } interviews
    }, as the registry declares
interview-count-hint = ask for the complete file, or correct `n_respondents` in the registry
respondents-few =
    { $count ->
        [one] { $count } respondent
       *[other] { $count } respondents
    }
respondents-few-hint = a variance needs two people; ask for the complete file
wave-missing = no wave
wave-wrong = { $cell } is another wave
wave-expected = `{ $wave }`
wave-wrong-hint = this is the file of another wave; correct `wave` in the pipeline if the column names it so
wave-mixed-hint = rows of several waves are mixed: have this wave alone exported
wave-resent =
    { $rows } of { $count } { $count ->
        [one] row has
       *[other] rows have
    } the answers of a row of `{ $file }`
wave-resent-expected = the interviews of this wave
wave-resent-hint = the file of another wave was sent again: ask for the right one
blank-line = a blank line
blank-line-expected = rows one after the other
blank-line-hint = nothing is lost; check that no row was emptied

## Validation: columns

column-missing = no column `{ $name }`
column-expected = a column `{ $name }`: { $what }
column-renamed = the column `{ $name }` is called { $found }
column-renamed-hint = rename it to `{ $name }`, without blanks around and in these letters, small and capital
column-unknown = column { $name } is not read
column-unknown-expected = a column that the layout, the margins or the items of this edition name
column-unknown-hint = nothing to do if the column is meant to be left aside
column-of-id = the respondent's id
column-of-wave = the wave
column-of-duration = the duration of the interview
column-of-weight = the base weight
column-of-stratum = the stratum
column-of-psu = the primary sampling unit
column-of-margin = margin variable `{ $variable }`
column-of-sector = the sector of the block
column-of-employed = whether the respondent is employed
column-of-manager = whether the respondent manages people
column-of-item = the answers to item `{ $item }`
column-to-check = a column to be checked
column-of-implication = a column that another one must agree with

## Validation: ids and rows

id-missing = no id
id-expected = an id that no other respondent has
id-invisible = { $id } has blanks around it or characters that no eye sees
id-invisible-expected = an id of visible characters
id-invisible-hint = remove them, or the person is not found in other waves
id-scientific = { $id } is how a spreadsheet shows a long number
id-scientific-expected = the whole id
id-scientific-hint = the digits are lost: ask for an export with ids as text
row-duplicate = the row of { $id } repeats line { $line }
row-duplicate-expected = each respondent once
row-duplicate-hint = remove one of the two rows
id-duplicate = { $id } is the id of line { $line } too
id-duplicate-hint = ask which of the two rows is the interview; remove the other, or correct its id
id-leading-zero = { $id } and { $other } of line { $line } differ by leading zeros alone
id-leading-zero-expected = ids that differ by more
id-leading-zero-hint = a spreadsheet drops zeros: ask for ids as text; lower the rule if these are two people

## Validation: cells

category-unknown = { $cell } is not a category of `{ $variable }`
flag-unknown = { $cell } is neither yes nor no
sector-unknown = { $cell } is not a sector of edition `{ $edition }`
answer-unknown = { $cell } is not an answer to item `{ $item }`
value-unknown = { $cell } is not a value of `{ $column }`
hint-blanks = remove the blanks around{ $meant }
hint-invisible = { $points } is not what it seems, write a plain blank or nothing{ $meant }
hint-decomposed = the accents stand apart from their letters ({ $points }), export in NFC{ $meant }
hint-mojibake = the text was encoded in UTF-8 twice, export it anew{ $meant }
hint-spreadsheet = a formula failed in the spreadsheet: correct it there, or leave the cell blank
hint-missing-undeclared = if it means that there is no answer, declare it under `dont_know`, or leave the cell blank
hint-code-for-label = the export holds codes instead of labels: have the labels exported, or declare the codes
hint-not-finite = a computation failed where the file was made: correct it there, or leave the cell blank
hint-notation = have the number exported in plain digits
hint-comma = did you mean `{ $number }`? Declare the decimal comma if the file has it

## Validation: who answers what

routing-client = { $cell }: answers about a sector that was not named
routing-employee = { $cell }: an employee answer from someone who is not employed
routing-hint = check the filter of the question with the institute
routing-job = { $cell } from someone who is not employed
routing-job-hint = check the filter of the employee questions with the institute
sector-twice = { $sector } was rated in an earlier block too
sector-twice-expected = a different sector in each client block
contradiction = { $cell }, but `{ $column }` is { $given }
contradiction-hint = one of the two is wrong: ask which

## Validation: weights and design

weight-expected = a finite number above zero, with a decimal dot
weight-missing = no base weight
weight-missing-hint = a respondent without a weight stands for nobody: ask for it
weight-not-a-number = { $cell } is not a weight
weight-negative = { $cell } is a negative weight
weight-negative-hint = a calibration left it: ask for the base weight before it
weight-huge = { $cell } is a weight out of all measure
weight-huge-hint = nobody stands for more than { $most } persons
weight-tiny = { $cell } is next to nothing
weight-tiny-hint = a weight below { $least } vanishes in sums of squares
weight-zero = a weight of zero
weight-zero-hint = remove the row or ask for its weight; lower the rule if the person is to count for nobody
weight-all-zero = every base weight is zero
weight-all-zero-expected = positive base weights
weight-all-zero-hint = remove `base_weight` from the layout if the wave has none
weight-constant = every base weight is { $cell }
weight-constant-expected = the weights of the institute
weight-constant-hint = ask whether they were forgotten; without any, remove `base_weight` from the layout
weight-extreme = { $cell } is more than { $times } times the median weight
weight-extreme-expected = at most { $times } times { $median }
weight-extreme-hint = one person would stand for hundreds: ask for the weight, or trim in `calibrate`
design-missing = a blank in a column of the sampling design
design-missing-expected = a stratum or sampling unit for every respondent

## Validation: margins, conduct, items

margin-category-small =
    { $count ->
        [one] { $count } respondent
       *[other] { $count } respondents
    } in the category { $category } of `{ $variable }`
margin-category-small-hint = they will carry the weight of the whole category: merge it with its neighbour by `merges`
duration-unknown = { $cell } is not a duration
duration-expected = a number of zero or more with a decimal dot, or blank
speeder = an interview of { $duration }, the median being { $median }
person-kept = the person is kept: who is left out is for whoever collected the data to decide and to say
straight-liner =
    { $code } to each of the { $count ->
        [one] { $count } item
       *[other] { $count } items
    } answered in this block
answers-expected = answers that differ
row-copied = the answers of line { $line }, under another id
row-copied-expected = answers of this person
row-copied-hint = ask the institute whether the interview was copied
item-constant =
    the { $count } { $count ->
        [one] answer
       *[other] answers
    } to item `{ $item }` are the same
item-constant-hint = its standard error is zero and no test is made of it: check that the column holds answers
item-nonresponse = { $without } of { $count } without an answer to item `{ $item }`: { $dont_know } do not know, { $blank } blank
item-nonresponse-expected = at most { $percent } %
item-nonresponse-hint = check that the column is the right one and that the question was put to everybody

## Rules of validation in the configuration

digest-unknown = `{ $written }` is not a SHA-256
digest-expected = 64 hexadecimal digits, as `sha256sum` prints them
rule-guards = the rule `{ $rule }` cannot be lowered to `{ $severity }`
rule-guards-expected = `refuse`
rule-guards-hint = it guards correctness: without it figures would be wrong and nobody would know; correct the file
setting-is = `{ $key }` is { $number }
whole-between = a whole number from { $from } to { $to }
number-between = a number from { $from } to { $to }
rule-without-threshold = the rule `{ $rule }` has no `{ $key }`
severity-or-threshold = `severity` or `{ $key }`
severity-alone = `severity` alone
check-twice = the column `{ $column }` has codes and a range
check-nothing = the column `{ $column }` has nothing to check
check-expected = `codes: ["1", "2"]`, or `from` and `to`
range-reversed = `{ $low }` is { $from } and `{ $high }` is { $to }
range-reversed-expected = at least `{ $low }`
condition-unclear = the condition on `{ $column }` is not one condition
condition-expected = one of `is: ["1"]`, `at_least` and `at_most`, `blank: true`
