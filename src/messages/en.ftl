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

## YAML as it is written

not-utf-8 = a byte that is not UTF-8
expect-utf-8 = a text file in UTF-8
hint-save-utf-8 = save the file again with the encoding UTF-8
invisible-character = the character { $code }
expect-readable-text = text that can be read
hint-invisible-character = delete this invisible character
yaml-invalid = not valid YAML: { $detail }
hint-yaml-syntax = look there and just above for a quote, a bracket or a colon that is missing
yaml-second-document = a second YAML document
hint-one-document = one document a file: remove the line `---`
file-is-empty = the file is empty
yaml-too-deep = lists and mappings nested too deeply
hint-nest-less = nest less deeply
yaml-alias = a YAML alias (`*name`)
hint-write-out = write the value out
yaml-anchor = a YAML anchor (`&name`)
hint-no-anchor = remove the anchor and write the value out wherever it is meant
yaml-tag = a YAML tag (`!name`)
hint-no-tag = remove the tag
expect-plain-yaml = plain YAML
key-not-text = a key that is not a text
expect-name-as-key = a name as key
hint-no-merge-key = merge keys (`<<`) are not read
duplicate-key = duplicate key `{ $name }`, first at { $first }
expect-key-once = each key once
hint-keep-one = keep one of the two

## Keys and values

called-name = `{ $name }`
called-file = the file
called-element = an element
called-element-of = an element of `{ $name }`
value-is = { $what } is { $value }
value-is-a-list = { $what } is a list
value-is-a-mapping = { $what } is keys and values
value-is-unreadable = { $what } is something unreadable
value-is-empty = { $what } is empty
not-in-quotes = `{ $name }` is not in quotes
value-without-quotes = { $what } is `{ $value }` without quotes
hint-write = write `{ $text }`
hint-no-quotes = remove the quotes
bad-name = `{ $name }` cannot be used here
unknown-key = unknown key `{ $name }`
lacks = { $what } lacks the { $kind } `{ $name }`
keys =
    { $count ->
        [one] the key
       *[other] the keys
    } { $names }
either = `{ $left }` or `{ $right }`
one-of = one of { $names }
expect-list = a list
expect-names = names, with a value each
expect-tagged = keys and values, among them `{ $tag }`
expect-id = an id: a small letter, then small letters, digits and `_`
expect-label = an edition label in quotes: letters, digits, `_` and `-`
expect-code = a code in quotes
expect-name = a name
expect-text = a text
expect-switch = `true` or `false`
expect-whole-number = a whole number
expect-number = a number
expect-date = a date as `2014-10-17`

## Names that must exist

unknown-name = unknown { $kind } `{ $name }`
name-twice = the { $kind } `{ $name }` stands twice in { $place }
expect-none-declared = none: { $file } declares no { $kind }
expect-one-of-count = one of { $count } names
expect-one-of-file = one of the { $count } names of this kind in { $file }

## Files and folders of a run

config-folder-missing = the configuration folder `{ $folder }` is not there
templates-folder-missing = the folder of the report templates `{ $folder }` is not there
not-a-file = `{ $path }` is not a file
file-missing = the file `{ $path }` is not there
wave-file-missing = the wave file `{ $path }` is not there
file-too-large = `{ $path }` has { $bytes } bytes
expect-yaml-file = a YAML file
out-holds-inputs = the output folder `{ $folder }` holds `{ $input }`
expect-own-folder = a folder of its own, for it is replaced whole
output-is-a-file = the output folder is a file
output-not-ours = the output folder holds files that are not an output of this program
expect-free-output = a folder that does not exist yet, an empty one, or the output of an earlier run
hint-other-output = choose another folder with `--out` or under `publish:` in the pipeline

## codebook.yaml and sectors.yaml

no-sector-declared = no sector is declared
no-item-declared = no item is declared
reserved-id = the id `{ $id }` is reserved
expect-other-id = another id: the tables use this one themselves
ambiguous-pair-id = the pair `{ $pair }` has the id of an item that is not in it
expect-pair-id = the id of one of its two items, or one that no item has
scales-differ = the two items of the pair `{ $pair }` have the scales `{ $client }` and `{ $employee }`
expect-same-scale = the same scale on both sides
value-is-zero = `{ $name }` is 0
expect-at-least-one = at least 1
expect-at-least = at least { $count }
expect-at-most = at most { $count }
people-clients = clients
people-employees = employees
dimension-one-sided = the dimension `{ $dimension }` has no item put to { $people }
expect-item-each-side = at least one item on each side
min-items-too-many = `min_items` is { $min_items }, and { $asked } of its items are put to { $people }
pillar-empty = the pillar `{ $pillar }` has no dimension
dimension-in-two-pillars = the dimension `{ $dimension }` is already in the pillar `{ $pillar }`
expect-one-pillar = each dimension in one pillar at most
no-wording = the item `{ $item }` has no wording
expect-wording = a wording under `client`, `employee` or both
item-not-put-to = the item `{ $item }` is not put to { $people }
expect-item-with-wording = an item of the codebook with a wording under `{ $side }`
percentage-in-dimension = the item `{ $item }` is asked as a percentage and has a dimension
number-in-dimension = the item `{ $item }` is asked as a number and has a dimension
expect-ordered-scale = an ordered scale, for a dimension averages ordered answers
measure-not-applicable = the measure `{ $measure }` does not apply to the item `{ $item }`
expect-measure = `{ $key }` { $words }
contrast-with-itself = an item is compared with itself
expect-two-items = two items
contrast-of-unlike-scales = an ordered scale is compared with a percentage
expect-same-measures = two items with the same measures
no-block = no block of answers is declared
expect-block = `client_blocks` with at least one, or an `employee_block`
block-without-sector = the block has no sector
block-sector-twice = the sector of the block is said twice
expect-block-sector = `sector: a_column`, or `sector_is: a_sector` where all its answers are about one
second-block = a second block about `{ $sector }`
expect-sector-in-one-block = each sector in one block
yes-is-no = the code `{ $code }` means yes and no
expect-two-codes = two different codes
column-two-meanings = the column `{ $column }` has two meanings, the other at { $first }
expect-one-meaning = one column, one meaning
code-is-an-answer = the code `{ $code }` is also an answer
expect-code-outside = a code outside { $min }–{ $max }, for these are the answers
scale-range = the range of `{ $scale }` goes from { $min } to { $max }
expect-max-above = `max` of more than { $min }
labels-without-code = labels of « does not know » without a code
expect-dont-know-code = `dont_know` with the code that the labels stand for
code-twice = the code `{ $code }` stands twice
expect-code-once = each code once
code-twice-in = the code `{ $code }` stands twice in { $place }
scale-size =
    the scale `{ $scale }` has { $count ->
        [one] { $count } code
       *[other] { $count } codes
    }
expect-scale-size = 2 to { $most } codes, from the least to the most favourable
code-is-on-scale = the code `{ $code }` is also an answer of the scale
expect-code-off-scale = a code that is not on the scale
unknown-code = unknown code `{ $code }`
codes-not-the-last = { $what } is [{ $written }] of the codes [{ $all }]
expect-last-codes = the last codes of the scale: at least one, and not all
most-favourable-only = the code `{ $code }` is most favourable, but not favourable
expect-favourable-code = some of the codes under `favourable`
expect-above-zero = a number above 0
weight-missing = `{ $name }` has no `weight` while others have one
expect-all-weights = a weight everywhere, or nowhere
weights-sum = the weights add up to { $sum }
expect-sum-of-one = 1, or at most { $miss } from it

## registry.yaml

dimension-asked = the dimension `{ $dimension }` has { $asked } of its items put to { $people } here
side-without-block = { $count } items are put to { $people }, who have no block in the layout
expect-block-or-no-item = `{ $block }` in the layout of `codebook.yaml`, or no item here
no-edition-declared = no edition is declared
field-ends-early = `field_end` { $end } is before `field_start`
expect-date-or-later = { $date } or later
edition-without-sector = the edition has no sector
module-repeats-item = the module `{ $module }` puts `{ $item }` to { $people } a second time
expect-item-once = each item once in the instrument and modules of an edition
break-concerns-nothing = the break concerns no { $key }
expect-one-or-all = at least one; leave `{ $key }` out to mean all

## labels.yaml and publication.yaml

expect-words = `{"{"} fr: …, en: … {"}"}` for every word of the tables
number-is = `{ $name }` is { $value }
expect-persons-from-0 = 0 persons or more
expect-points-0-100 = points between 0 and 100
expect-percentage-0-100 = a percentage between 0 and 100
expect-share-0-1 = a share between 0 and 1, { $example } say
expect-at-least-suppress = at least `suppress_below`, { $value }

## Margins

no-margin-variable = no margin variable is declared
expect-persons = more than 0 persons
expect-at-most-total = at most `{ $name }`, { $total }
universe-without-total = the universe `{ $universe }` has no total
expect-universe-total = `universe_totals: {"{"} { $universe }: … {"}"}` at the top of the file, in persons
column-and-columns = `{ $variable }` has both `column` and `columns`
expect-one-of-them = one of them
crosses-nothing = `columns` of `{ $variable }` crosses nothing
expect-two-columns = two columns or more
hint-single-column = write a single one as `column`
column-twice = the column `{ $column }` stands twice in `columns`
crossed-code = `{ $code }` does not name one code each of { $columns }
expect-crossed-code = `{ $example }`, the codes in the order of `columns`
variable-without-category = the variable `{ $variable }` has no category
code-of-category = the code `{ $code }` already stands for a category of `{ $variable }`
expect-code-in-one-category = each code in one category
category-without-range = the category `{ $category }` has no `range`
expect-all-ranges = a range in every category
not-a-range = `range` is not a range
expect-range = two numbers, `[18, 24]` say, both in it
ranges-overlap = the range overlaps one above
expect-number-in-one-category = each number in one category
range-beside = a range beside `columns` or `merges`
expect-plain-range = a range over one column, with no merging
shares-sum = the shares of `{ $variable }` add up to { $sum }
expect-shares-sum = 1, or at most 0.001 from it
counts-sum = the counts of `{ $variable }` add up to { $sum }
expect-population-total = the population total, { $total }
expect-total-of-universe = the total of its universe, { $total }
category-has = the category `{ $category }` has a `{ $key }`
expect-as-others = `{ $key }`, as the other categories of the file
category-without-number = the category `{ $category }` has neither `share` nor `count`
expect-more-than-0 = more than 0
hint-merge-empty = merge a category that nobody is in with its neighbour by `merges`
expect-share-of-population = a share of the population, at most 1
hint-percent-as-share = write 47.67 % as 0.4767

## A pipeline

no-wave = the pipeline has no wave
edition-twice = the edition `{ $edition }` a second time, first at { $first }
expect-one-wave = each edition in one wave
file-twice = the file `{ $path }` a second time, first at { $first }
expect-own-file = a file of its own for each edition
bad-delimiter = not a delimiter
expect-delimiter = one ASCII character that is no letter, digit, quote or line end
hint-delimiters = `","`, `";"` and `"\t"` are the usual ones
unknown-encoding = unknown encoding `{ $encoding }`
expect-encoding = a label of the WHATWG list, `utf-8` or `windows-1252` say
method-without-bounds = the method `{ $method }` lacks `bounds`
expect-bounds-beside = `bounds: [L, U]` beside it, `[0.3, 3]` say
bounds-unused = the method `{ $method }` has no bounds
hint-bounds-unused = leave `bounds` out, or choose as `method` { $methods }
bounds-are = `bounds` is [{ $bounds }]
expect-bounds = two numbers [L, U] with 0 ≤ L < 1 < U
hint-bounds = they bound the ratio of calibrated to base weight, which is 1 on average
trim-beside-method = `trim` beside the method `{ $method }`
expect-raking = `method: raking`
hint-trim-bounds = the bounded methods cap the ratio of calibrated to base weight by `bounds`
expect-cap = more than 1: it counts mean weights
expect-max-misfit = a relative misfit from 1e-10, the default, to less than 1, 0.001 say
expect-from-to = { $least } to { $most }

## When the system fails

cannot-read = cannot read
cannot-write = cannot write
cannot-create-folder = cannot create the folder
cannot-look-at-output = cannot look at the output folder
cannot-read-output = cannot read the output folder
cannot-lock = cannot lock
cannot-remove = cannot remove
cannot-swap = cannot put the output in place
system-code = { $cause } (os error { $code })
system-not-found = no such file or folder
system-denied = permission denied
system-full = no space left on the disk
system-quota = the quota of the disk is used up
system-read-only = the file system is read-only
system-not-a-folder = not a folder
system-is-a-folder = is a folder
system-busy = in use by another program
system-interrupted = interrupted
another-run = another run is writing the same output folder; wait for it to end
standard-output = standard output

## A wave file

wave-not-there = no such file
expect-wave-file = the wave file of edition `{ $edition }`
reader-gave-up = the file is damaged: its reader gave up
hint-export-anew = ask for the file again, or open it in the tool that wrote it and export it anew

## Calibration and replicates

category-of = category `{ $category }` of `{ $variable }`
category-at = category { $category } of margin { $variable }
margin-at = margin { $variable }
margin-totals = { $first } adds up to { $first_total } and { $second } to { $second_total }
expect-same-totals = margins that agree on the population total
category-implied = in edition `{ $edition }` { $category } follows from the other categories, which imply { $implied } persons, not { $total }
expect-joint-margins = margins that one sample can meet together
hint-merge-two = merge two categories, or leave one of the variables out
edition-fault = edition `{ $edition }`: { $fault }
weights-all-zero = every calibrated weight is zero
base-weights-all-zero = every base weight is zero
category-empty = no respondent of edition `{ $edition }` is in { $category }
expect-respondent-each = at least one respondent in every category of the margins
hint-merge-or-check = merge the category into its neighbour with `merges:`, or check the codes of the wave
category-missed = { $category }, { $place }, is off by { $misfit } relative
margins-contradict = no weights of zero or more meet the margins of edition `{ $edition }`: { $category } stays off by { $misfit } relative
expect-reachable-margins = margins that the sample can meet
hint-contradiction = two variables contradict each other in this sample: merge categories with `merges:`, or leave one of them out
cap-fails = the weights of edition `{ $edition }`, capped at { $cap } means, cannot be calibrated again: { $fault }
hint-raise-cap = raise `cap`
cap-misses =
    with no weight above { $cap } means the margins of edition `{ $edition }` are not met after { $rounds ->
        [one] { $rounds } round
       *[other] { $rounds } rounds
    }: { $missed }
expect-misfit = a misfit of at most { $misfit }, the `max_misfit`
hint-cap-misfit = raise `cap` or `max_rounds`, or accept the misfit with `max_misfit`; the table `weighting` reports it
lonely-stratum = the stratum { $stratum } of edition `{ $edition }` has a single sampling unit
lonely-edition = edition `{ $edition }` has a single sampling unit
expect-two-units = two sampling units or more in every stratum, without which the stratum has no variance
hint-lonely = merge the stratum with its neighbour in the wave file, or choose `lonely_psu: adjust`, `average` or `certainty`
category-redundant = in edition `{ $edition }` { $category } follows from the categories before it
expect-independent-margins = margins that do not repeat each other
hint-drop-variable = leave one of the variables out
not-converged =
    the weights of edition `{ $edition }` do not meet the margins after { $iterations ->
        [one] { $iterations } iteration
       *[other] { $iterations } iterations
    }: { $missed }
expect-iterations = as many iterations as it takes: weights within { $bounds } of the base weights do meet them
hint-iterations-or-bounds = raise `max_iterations`, or choose `method: truncated_linear` with `bounds: { $bounds }`
hint-iterations-or-merge = raise `max_iterations`, or merge rare categories with `merges:`
bounds-infeasible = no weights within { $bounds } meet the margins of edition `{ $edition }`
bounds-infeasible-tightest = no weights within { $bounds } meet the margins of edition `{ $edition }`; the tightest that can: { $tightest }
expect-feasible-bounds = bounds that the margins allow: { $missed }
hint-widen-bounds = widen `bounds`, or merge that category into its neighbour with `merges:`
negative-weights =
    { $count ->
        [one] { $count } of the { $total } linear weights of edition `{ $edition }` is negative
       *[other] { $count } of the { $total } linear weights of edition `{ $edition }` are negative
    }
expect-weights-from-zero = weights of zero or more
hint-bounded-method = choose `method: truncated_linear` or `logit` with `bounds: { $bounds }` or wider, or `method: raking`
hint-no-weights = no weights of zero or more meet these margins: merge categories with `merges:`
hint-raking = choose `method: raking`, or a bounded method
replicates-left-out = { $failed } of { $asked } bootstrap replicates of edition `{ $edition }` do not meet the margins, and are left out
replicates-failed = { $failed } of { $asked } bootstrap replicates of edition `{ $edition }` do not meet the margins
expect-at-most-percent = at most { $percent } %
hint-replicates = merge rare categories with `merges:`, raise `max_iterations`, or widen the bounds of the calibration

## Templates of the report

template-refused = { $fault }
expect-template-names = a template that uses only what the report gives it
template-unreadable = cannot be read: { $cause }
expect-template = a template of the report
embedded-ends-early = `{ $end }` would end the element that the page puts this text in
no-template = the folder holds no template of the report in `{ $language }`
expect-template-files = files named `*.{ $language }.md.j2`
figure-without-line = a figure has no `{ $line }`
expect-figure-lines = lines that begin with `title:`, `subtitle:`, `caption:`, `alt:`, `note:` or `key.<name>:`

## The command line and its help

help-about = Compute and publish a survey barometer: weights, symmetry indices, trends, tables and report
help-example =
    Example:
  {"  "}{ $command }
help-run = Run the whole batch and replace the output folder
help-check = Say everything that `run` would refuse; write nothing
help-power = Say what a planned wave can show, before the field: gaps, symmetry, changes
help-help = Print this help, or the help of a command
help-version = Print the version
help-lang = Language of the messages and of the report, instead of the one of the locale and the one of the pipeline
help-out = Output folder, instead of the one of the pipeline
help-pipeline = The pipeline file
help-quiet = Say nothing but errors
help-format-findings = How findings are printed on standard error: text for people, or JSON, one object a line
help-format-answer = How the answer is printed on standard output
help-clients = Persons who answer as clients
help-employees = Persons who answer as employees
help-sectors = Sectors that share them equally
help-deff = Design effect of the weights
help-delta = Margin of symmetry, in points
help-level = Favourable answers expected, in percent; 50 asks for the largest sample
help-correlation = Correlation of the clients' and the employees' estimate, where people answer on both sides; 0 is the careful choice
help-chance = Chance wanted of showing what is there
help-formulas =
    Formulas, for tests at 5 %, one at a time (before any correction for multiplicity), in points:
      one side      se^2 = deff x level x (100 - level) / persons
      a gap         se^2 = se_clients^2 + se_employees^2 - 2 x correlation x se_clients x se_employees
      a change      sqrt(2) se: waves of the same size, other people in each
      shown gap     (z(0.975) + z(power)) se
      symmetry      two one-sided tests, true gap 0: margin = (z(0.95) + z((1 + power) / 2)) se
    Assumed: the same level on both sides, as many persons in every sector, each rating one sector.
heading-usage = Usage:
heading-commands = Commands
heading-arguments = Arguments
heading-options = Options
help-default = { $help } [default: { $value }]
help-values = { $help } [one of: { $values }]
value-command = COMMAND
value-folder = DIR
value-language = LANG
value-percent = PERCENT
value-share = SHARE
unknown-argument = unknown option or argument `{ $argument }`
unknown-command = unknown command `{ $name }`
bad-value = `{ $value }` is not a value of `{ $option }`
value-needed = `{ $option }` needs a value
options-missing =
    { $count ->
        [one] an option is missing
       *[other] options are missing
    }: { $names }
option-twice = `{ $option }` stands twice
options-conflict = `{ $option }` cannot be used with `{ $other }`
try-help = `--help` says more
expect-number-of-persons = a whole number of persons, 2 or more
expect-number-of-sectors = a whole number of sectors, from 1 to 1000
expect-design-effect = a design effect of 1 or more
expect-between-0-and-100 = a number between 0 and 100
expect-correlation = a correlation between -1 and 1
expect-chance = a chance from 0.5 to less than 1, 0.8 say

## What a planned wave can show

power-title = What a wave shows with a chance of { $power } % (tests at { $alpha } %, level { $level } %, design effect { $deff }, correlation { $correlation }), in points
power-national = national
power-sector = 1 of { $count } sectors
power-persons = clients / employees
power-se = standard error of the gap
power-gap = gap shown
power-chance-gap = chance to show a gap of { $delta }
power-margin = margin of symmetry shown (±)
power-chance-symmetry = chance to show symmetry within ±{ $delta }
power-change-gap = change of the gap shown
power-change-level = change of a level, clients / employees
power-needed =
    To show symmetry within ±{ $delta } with that chance, nationally or in each sector, where the true gap is 0:
    {"  "}{ $each_side } persons on each side, or { $clients } clients and { $employees } employees in the planned proportion
power-percent = { $percent } %

## Progress

stage = { $stage }
