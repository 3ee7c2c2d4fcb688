# What the program says, in English. The same ids and variables stand in `fr.ftl`; a test compares both with the source.

## How a finding and the end of a run are written

finding-marked =
    { $severity ->
        [warn] warning
       *[note] note
    }: { $problem }
finding-expected = expected: { $expected }
finding-hint = hint: { $hint }
more-findings =
    { $count ->
        [one] { $count } more finding
       *[other] { $count } more findings
    } of the rule `{ $rule }`
repeated = { $problem } ({ $count } cells, of which this is the first)
error = error: { $error }
data-refused =
    the data are refused: { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }{ $others ->
        [0] { "" }
       *[other] , and { $others } to look at
    }
config-refused =
    the configuration is refused: { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
claims-refused =
    the claims file is refused: { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
world-failed = { $path }: { $action }: { $cause }
interrupted = interrupted: the output folder is as it was
internal-fault = internal fault, please report it: { $fault }
no-further-word = no further word
written = written: { $path }
written-edition = written: { $path }, the report is about edition { $edition }
nothing-to-refuse = nothing to refuse in { $path }
# A text that is not in the catalogue.
verbatim = { $text }
library-said = { $cause } (the library says: { $text })

## Ways out that many findings share

hint-nearest = did you mean `{ $name }`?
hint-path = write a path that leads to it from the folder of this file, or put it there
hint-path-from-file = paths start from the folder of this file: write `{ $path }`
hint-path-from-here = write a path that leads to it from the current folder, or run the command from the root of the project
hint-put-back = put it back in `{ $folder }`, from the one that is shipped or from an earlier version
hint-rename-file = rename `{ $found }` to `{ $name }` if it is the one
hint-copy-margins = copy the margins of another edition there and write the shares and the source of this one, or correct the path
hint-folder-missing = the folder `{ $folder }` is not there either; paths start from the folder of this file: correct this one

## YAML as it is written

not-utf-8 = a byte that is not UTF-8
expect-utf-8 = a text file in UTF-8
hint-save-utf-8 = save the file again with the encoding UTF-8
invisible-character = the character { $code }
expect-readable-text = text that can be read
hint-invisible-character = delete this invisible character
yaml-invalid = not valid YAML: { $cause }
yaml-tab = a tab, where only spaces may stand
yaml-open-quote = a quote that is opened is never closed
yaml-after-quote = text follows a closing quote
yaml-escape = between double quotes, a backslash before an unexpected character
yaml-brackets = a comma or a bracket is missing in a list or in keys between brackets or braces
yaml-colon = a colon too many: a text that has one stands in quotes
yaml-colon-close = a colon right against the value of `{ $key }`
expect-plain-blanks = ordinary blanks before a key and after its colon
hint-plain-blank = put an ordinary blank in its place
yaml-key = a key with a colon and a space is missing here, or the line is not aligned with those around it
yaml-indentation = the line is not aligned with those around it
yaml-comment = a `#` right behind a text: a space stands before it when it opens a comment
yaml-character = a text begins with a character that means something to YAML: put it in quotes
yaml-not-plain = something of YAML that is not read here
yaml-other = the lines do not make keys and values
hint-yaml-quotes = put the whole text in quotes
hint-yaml-align = two spaces a level, and the same indentation for all keys of a group
hint-yaml-comment = put a space before the `#`, or the text in quotes
hint-yaml-plain = write keys, values and lists only
hint-yaml-syntax = look there and just above for a quote, a comma, a bracket or a colon that is missing
hint-yaml-tab = put two spaces a level instead
hint-yaml-apostrophe = between apostrophes write `’` or double the apostrophe; between quotes write `\"`
hint-yaml-backslash = double the backslash, or put the text between apostrophes
yaml-second-document = a second YAML document
hint-one-document = one document a file: remove the line `---`
file-is-empty = the file is empty
hint-empty-file = write the file anew, from the one that is shipped or from an earlier version
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
hint-rename-or-keep-one = if one of the two was copied to make a new one, give it its own name; otherwise keep one of the two
hint-keep-one-or-dash = keep one of the two; if a new element of the list begins here, put the `- ` that is missing before its first key

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
text-long = a text of { $characters } characters
value-holds-character = { $what } holds the character { $code }
not-in-quotes = `{ $name }` is not in quotes
value-without-quotes = { $what } is `{ $value }` without quotes
curly-quotes = `{ $text }` is in curly quotes
hint-write = write `{ $text }`
hint-no-quotes = remove the quotes
hint-decimal-point = write `{ $number }`, with a point
hint-closed-up = write `{ $number }`, without blanks
hint-leave-key-out = leave the key out, or move it to where it belongs; config/README.md lists the keys of each file
hint-add-key = write `{ $name }: …` there
hint-one-of-these = write one of these words; config/README.md says what each means
hint-list = write `[a, b]`, or one element a line after a dash
hint-or-delete-key = { $hint }; when there is nothing to say, delete the key itself
hint-names = write one name a line, two spaces further in, each with a colon and its value
hint-keys = write these keys, one a line, each with its value
hint-id = write it like `grande_distribution`
hint-label = write it like `"2024"`
hint-code = write the code in quotes, as the data have it: `"1"` say
hint-name = write the name as it is declared, without blanks around it
hint-text = write the text, in quotes when it has a comma or a colon
hint-comma-in-text = put a text that has a comma in quotes: `{ $text }`
hint-switch = write `true` for yes, `false` for no
hint-whole-number = write the number in digits, without quotes, blanks or decimals: `1200` say
hint-number = write the number in digits, with a point before decimals and no quotes: `0.95` say
hint-date = write the year first, then month and day, two digits each
hint-no-such-day = correct the month or the day: there is no such day
hint-shorter-text = shorten the text; what it says at length has its place in the report
hint-fewer-digits = shorten it: of so many digits, some were repeated or pasted twice
hint-year = correct the year: a digit of it is missing or wrong
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
expect-key-with = `{ $name }`, with { $keys }
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
expect-shorter-text = at most { $most } characters
expect-shorter-cell = at most { $most } characters, which a cell of a workbook holds
hint-shorter-cell = shorten the texts that make it up: the title, the publisher, the address and the caution of registry.yaml, the names, or the template
expect-fewer-digits = a number of at most 19 digits
expect-date-from = a date from the year { $year } on, as `2014-10-17`

## Names that must exist

unknown-name =
    unknown { $kind ->
        [column] column of the survey
       *[other] { $kind }
    } `{ $name }`
name-twice = the { $kind } `{ $name }` stands twice in { $place }
expect-name-once = each name once
printed-name-twice = `{ $id }` is printed as “{ $name }”, as `{ $other }` is
expect-printed-name-once = a name of its own in each language, case and accents aside
hint-printed-name = tell the two apart in `name`: readers of the report see nothing else of them
expect-none-declared = none: { $file } declares no { $kind }
expect-one-of-count = one of { $count } names
expect-one-of-file = one of the { $count } names of this kind in { $file }
hint-one-of-names = write one of these names
hint-declare-name = correct the name, or declare it under `{ $section }:` in { $file }
hint-declare-one = declare at least one, as the files that come with the program do
hint-fill-or-remove = write at least one name, or remove the entry
hint-rename-id = give it another id wherever it is used
hint-usual = the usual value is `{ $value }`

## Files and folders of a run

config-folder-missing = the configuration folder `{ $folder }` is not there
templates-folder-missing = the folder of the report templates `{ $folder }` is not there
not-a-file = `{ $path }` is not a file
file-missing = the file `{ $path }` is not there
wave-file-missing = the wave file `{ $path }` is not there
expect-delivery = a file as the institute delivered it
file-too-large = `{ $path }` has { $bytes } bytes
expect-yaml-file = a YAML file
expect-yaml-size = a YAML file of { $bytes } bytes at most
hint-yaml-size = see whether it is the file that was meant; data and lists of thousands of entries belong elsewhere
out-holds-inputs = the output folder `{ $folder }` holds `{ $input }`
expect-own-folder = a folder of its own, for it is replaced whole
output-is-a-file = the output folder is a file
output-not-ours = the output folder holds files that are not an output of this program
expect-free-output = a folder that does not exist yet, an empty one, or the output of an earlier run
expect-removable = an earlier output that can be replaced
output-unremovable = a folder of the earlier output in which this user may not write
output-link-to-nothing = the output folder is a link to nothing
hint-other-output = choose another folder with `--out` or under `publish:` in the pipeline
old-output-left = the new output is in place; here is what the system does not let go of the old one
hint-remove-left = remove this folder by hand: no run can begin while it is there
hint-removable = give yourself the right to write in it (`chmod -R u+w`), or choose another folder with `--out`
hint-output-link = make the folder that the link points to, or remove the link

## codebook.yaml and sectors.yaml

no-sector-declared = no sector is declared
no-item-declared = no item is declared
hint-same-scale = give both items the same scale, or remove the pair
hint-one-sided = put an item of the dimension to this side too, or take `dimension` from the items of the other
hint-min-items = lower `min_items`, or put more items of the dimension
hint-wording = write the question as it was put, or remove the item
hint-item-side = add that wording to the item, or do not name it here
hint-no-dimension = take `dimension` from this item
hint-measure = write a measure that the item has, or name another item
hint-other-item = name another item, or remove the comparison
hint-block = a block has the column of its sector and the prefix of its columns of answers
hint-block-sector = `sector` when each person rates a sector of their own, `sector_is` when all rate the same
hint-second-block = correct `sector_is`, or make one block of the two
hint-two-codes = look both codes up in the wave or in its documentation
hint-column-meanings = correct one of the two names or prefixes
hint-scale-range = write the smallest possible answer under `min`, the largest under `max`
hint-dont-know-code = add `dont_know`, or remove these labels
hint-off-scale = take the code out of `dont_know`, or out of the answers
hint-scale-size = two answers make a scale, one does not; an answer in figures is `type: number`
hint-code-of-scale = write one of these codes, or add it under `codes`
hint-last-codes = order `codes` from the least to the most favourable, then name the last ones
hint-favourable = add it under `favourable`, or remove it here
hint-weight = write a weight above 0 for each, or remove every `weight` so that all count alike
hint-weights-sum = correct the weights: one may be missing, or a figure miscopied
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
contrast-twice = the comparison of `{ $item }` stands twice
expect-contrast-once = each comparison once: an estimate, on one measure, with one item of clients
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
expect-scale-ends = two numbers from -1e12 to 1e12, at least 1e-9 apart
labels-without-code = labels of “does not know” without a code
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
hint-side-block = declare the block, or empty this list
hint-dates = correct one of the two dates; in a copied edition the year often stays the old one
hint-n-respondents = write the number of interviews that the institute announced
hint-edition-number = count the editions from the first one, or remove the key
hint-technical = write the figure of the technical notice, or remove the key
hint-module-item = take the item out of the module, or out of the instrument
expect-same-spelling = `{ $word }`, as in an earlier edition: editions with another word are not compared on employee figures
fields-overlap = edition `{ $after }` is in the field from { $start }, edition `{ $before }` until { $end } ({ $place })
expect-fields-apart = a field that begins after that of the edition before has ended
hint-fields-overlap = compare the dates of both editions with their field reports: editions follow each other by them
field-ends-early = `field_end` { $end } is before `field_start`
expect-date-or-later = { $date } or later
published-early = `published` is before the end of the field
expect-edition-number = 1 for the first edition
expect-number-0-100 = a number from 0 to 100
expect-minutes = a number of minutes above 0
edition-without-sector = the edition has no sector
expect-one-sector = one sector or more
module-repeats-item = the module `{ $module }` puts `{ $item }` to { $people } a second time
expect-item-once = each item once in the instrument and modules of an edition
break-concerns-nothing = the break concerns no { $key }
expect-one-or-all = at least one; leave `{ $key }` out to mean all
field-long = the field of edition `{ $edition }` lasts { $days } days
break-before-first = a break before `{ $edition }`, the first edition of the registry, which follows on none
hint-break-before-first = name under `before` the first edition after the break, or remove it

## labels.yaml and publication.yaml

expect-words = `{"{"} fr: …, en: … {"}"}` for every word of the tables
hint-labels = copy its line from the `labels.yaml` that comes with the program
number-is = `{ $name }` is { $value }
expect-persons-from-1 = 1 person or more
expect-points-0-100 = points between 0 and 100
expect-percentage-0-100 = a percentage between 0 and 100
expect-share-0-1 = a share between 0 and 1, { $example } say
expect-confidence = a share from 0.5 to less than 1, 0.95 say
expect-at-least-suppress = at least `suppress_below`, { $value }

## Margins

no-margin-variable = no margin variable is declared
expect-one-margin = one variable or more under `variables`
hint-persons = write the number in digits, without blanks: `51000000` say
hint-universe-total = compare both totals with the source of the margins
hint-universe = write that total, or remove `universe`
hint-column-or-columns = keep `columns` to cross several columns, `column` for one
hint-crossed-code = put one blank on each side of the `x`: `homme x 18_24` say
hint-ranges = a range in each category, none over another: `[18, 24]`, then `[25, 34]`
hint-plain-range = cut the column into categories in the wave file, then cross those
hint-one-category = take the code out of one of the two categories
hint-sum = compare each category with the source: one may be missing, or a figure miscopied
hint-one-kind = give shares only, or counts only, in the whole file
expect-persons = more than 0 persons
expect-persons-at-most = at most { $most } persons
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
hint-percent-as-share = write { $percent } % as { $share }
hint-share-or-count = correct the share; persons stand under `count`, in all categories of the file

## A pipeline

no-wave = the pipeline has no wave
newest-left-out = edition `{ $edition }`, the newest of the registry, has no wave here: the report is about edition `{ $published }`
hint-newest-wave = add an entry `- edition: "{ $edition }"` under `waves` if its data are there
hint-one-wave = correct the edition of one of the two waves, or remove it
hint-own-file = correct the path of one of the two waves
hint-digest = copy what `sha256sum` prints for the delivered file, or remove `sha256`
hint-bounds-or-raking = add `bounds`, or choose `method: raking`, which needs none
edition-twice = the edition `{ $edition }` a second time, first at { $first }
expect-one-wave = each edition in one wave
file-twice = the file `{ $path }` a second time, first at { $first }
expect-own-file = a file of its own for each edition
bad-delimiter = not a delimiter
expect-delimiter = one ASCII character that is no letter, digit, quote or line end
hint-delimiters = `","`, `";"` and `"\t"` are the usual ones; `detect` finds it out
unknown-encoding = unknown encoding `{ $encoding }`
expect-encoding = a label of the WHATWG list, `utf-8` or `windows-1252` say, or `detect`
method-without-bounds = the method `{ $method }` lacks `bounds`
expect-bounds-beside = `bounds: [L, U]` beside it, `[0.3, 3]` say
bounds-unused = the method `{ $method }` has no bounds
hint-bounds-unused = leave `bounds` out, or choose as `method` { $methods }
bounds-are = `bounds` is [{ $bounds }]
expect-bounds = two numbers [L, U] with 0 ≤ L < 1 < U
expect-bounds-within = L of 0 or at least { $least }, U of at most { $most }
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
cannot-write-in = cannot write in the folder `{ $folder }`
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
system-other = the operating system says: { $text }
hint-rights = give yourself the rights to this file or folder, or ask whoever administers the machine for them
hint-free-space = free some space, or choose another folder with `--out`
hint-close-it = close it in the other program, then try again
another-run = another run is writing the same output folder; wait for it to end
standard-output = standard output

## A wave file

file-not-there = no such file
expect-wave-file = the wave file of edition `{ $edition }`
reader-gave-up = the file is damaged: its reader gave up
hint-export-anew = ask for the file again, or open it in the tool that wrote it and export it anew

## Calibration and replicates

category-of = category `{ $category }` of `{ $variable }`
category-at = category { $category } of margin { $variable }
margin-at = margin { $variable }
margin-totals = { $first } adds up to { $first_total } and { $second } to { $second_total }
expect-same-totals = margins that agree on the population total
hint-same-totals = give all margins one total
hint-weights-or-margins = check the base weights of the wave and the margins; if both are right, report this message to the authors of the program
category-implied = in edition `{ $edition }` { $category } follows from the other categories, which imply { $implied } persons, not { $total }
expect-joint-margins = margins that one sample can meet together
hint-merge-two = merge two categories, or leave one of the variables out
edition-fault = edition `{ $edition }`: { $fault }
weights-all-zero = every calibrated weight is zero
base-weights-all-zero = every base weight is zero
category-empty = no respondent of edition `{ $edition }` is in { $category }
expect-respondent-each = at least one respondent in every category of the margins
hint-merge-or-check = merge the category into its neighbour with `merges:`, or check the codes of the wave
category-missed = { $category }, { $place }, is off by { $percent } %
margins-contradict = no weights of zero or more meet the margins of edition `{ $edition }`: { $category } stays off by { $percent } %
margin-out-of-reach = no weights of zero or more meet the margins of edition `{ $edition }`: { $category } is to be { $asked } %, and is { $limit ->
        [most] at most
       *[least] at least
    } { $nearest } % in this sample once the other variables are met
expect-reachable-share = { $limit ->
        [most] { $nearest } % at most
       *[least] { $nearest } % at least
    }, or other shares of the other variables
hint-out-of-reach = check these shares against their source; if they are right, merge categories with `merges:`, or leave out one of the variables
expect-reachable-margins = margins that the sample can meet
hint-contradiction = two variables contradict each other in this sample: merge categories with `merges:`, or leave one of them out
cap-fails = the weights of edition `{ $edition }`, capped at { $cap } means, cannot be calibrated again: { $fault }
hint-raise-cap = raise `cap`
cap-misses =
    with no weight above { $cap } means the margins of edition `{ $edition }` are not met after { $rounds ->
        [one] { $rounds } round
       *[other] { $rounds } rounds
    }: { $missed }
expect-misfit = a misfit of at most { $percent } %, `max_misfit: { $misfit }`
hint-cap-misfit = raise `cap` or `max_rounds`, or accept the misfit with `max_misfit`; the table `weighting` reports it
lonely-stratum = the stratum { $stratum } of edition `{ $edition }` has a single sampling unit
lonely-edition = edition `{ $edition }` has a single sampling unit
expect-two-units = two sampling units or more in every stratum, without which the stratum has no variance
lonely-every = in edition `{ $edition }` every stratum has a single sampling unit: `average` has no variance to average
hint-lonely-every = merge strata with their neighbours in the wave file, or choose `lonely_psu: adjust`
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

template-refused = { $cause } (the template engine says: { $fault })
template-undefined = the template names a value that the report does not give it
template-undefined-name = the template names `{ $name }`, which the report does not give it
template-syntax = the syntax of the template is wrong
template-unknown = the template uses a filter, a test or a function that is not known
template-not-there = the template calls another one that is not there, or is wrong
template-endless = the template comes to no end, a loop being too long or the text too large
template-other = the template cannot be filled in
expect-template-names = a template that uses only what the report gives it
hint-template-names = compare it with the template that comes with the program, which uses the names that the report gives
hint-template-syntax = look there for a `{"{{"}`, a `{"{%"}` or a block that is not closed
hint-template-endless = look there for a loop over too many things, or inside another
hint-template-file = copy it from the folder `config/report` that comes with the program
hint-template-end = leave this end tag out: the page writes it
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
value-too-many = `{ $value }` is too many: `{ $option }` takes no further value
values-wrong = `{ $option }` is not given the right number of values
command-missing = a command is missing
argument-not-text = an argument is not readable text (UTF-8)
options-missing =
    { $count ->
        [one] an option is missing
       *[other] options are missing
    }: { $names }
arguments-missing =
    { $count ->
        [one] an argument is missing
       *[other] arguments are missing
    }: { $names }
option-twice = `{ $option }` stands twice
options-conflict = `{ $option }` cannot be used with `{ $other }`
try-help = `--help` says more
expect-number-of-persons = a whole number of persons, 2 or more
expect-number-of-sectors = a whole number of sectors, from 1 to 1,000
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
power-gap = smallest gap shown
power-chance-gap = chance to show a gap of { $delta }
power-margin = smallest margin of symmetry shown (±)
power-chance-symmetry = chance to show symmetry within ±{ $delta }
power-change-gap = smallest change of the gap shown
power-change-level = change of a level, clients / employees
power-needed =
    To show symmetry within ±{ $delta } with that chance, nationally or in each sector, where the true gap is 0:
    {"  "}{ $each_side } persons on each side, or { $clients } clients and { $employees } employees in the planned proportion
power-percent = { $percent } %

## Progress

stage = { $stage }

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
init-hint-file-once = leave the second one out, or name the file of the other wave
init-expect-file-once = each delivered file once
init-file-twice = the file `{ $path }` a second time
cannot-replace-file = cannot replace
cannot-place-file = cannot put the file in place

help-init = Draft a configuration from delivered files, every guess marked for review
help-init-files = The delivered files, one an edition
help-init-out = The folder to write, created if need be
help-init-force = Overwrite the files of an earlier draft
value-file = FILE
help-init-more = It looks at what the files hold (a column without a value twice, numbers with decimals under a name that speaks of weights, the same names behind two prefixes, codes in a row) and writes a folder with `config/` and `pipelines/`. Each guess bears the word REVIEW, just above it or at the end of its line, with what was seen. What cannot be guessed is named À COMPLÉTER, which `check` refuses, or TO REPLACE (À REMPLACER), which it accepts (title, publisher, margins): nothing must be published before. Margins are the sample's own until they are replaced.
help-schema = Print the JSON Schema of a kind of configuration file, or write all of them
help-schema-kind = The kind of file, printed on standard output
help-schema-out = Write the schema of this kind, or of every kind, into a folder
value-kind = KIND
help-schema-more = Each shipped file names its schema in its first line, which editors with a YAML language server read (VS Code with the YAML extension, say): they then show what a key means and underline a key that does not exist.

## Reading a delivered file

read-no-table = cannot be read as { $format }: { $cause }
read-cut = the file stops before its end
read-damaged = its content is damaged
read-unsupported = it uses a variant of the format that is not read here
read-locked = it is protected by a password
read-part-missing = one of its parts is missing
read-not-a-worksheet = the sheet is a chart or a macro, not a table
read-bad-number = a cell that is announced as a number holds none
read-bad-text = a text is not in the encoding announced
read-bad-cell = a value cannot be written as text
read-other-length = it announces another number of rows or variables than it holds
read-bad-date = a date is outside the calendar
read-many-parts = the archive has { $count } parts
read-name-too-long = a column name of { $count } bytes
read-expect-short-name = at most { $count } bytes
read-parquet-misfit = its footer does not fit its content: bytes were lost or added
read-spss-big-endian = its numbers are in the order of bytes of a big-endian machine
read-spss-no-dictionary = its dictionary has no end
read-spss-dictionary = a dictionary of { $megabytes } MB and { $labels } labels
read-spss-dictionary-most = at most { $megabytes } MB and { $labels } labels, each counted for every variable that it is of
read-spss-no-directory = no directory of its blocks
read-spss-no-variable = it has no variable
read-spss-misfit = its rows have another number of variables than its dictionary
read-workbook-no-sheet = the workbook has no sheet
read-workbook-order = row { $row } stands after row { $before }
read-records-misread = { $rows } records of { $columns } fields, but { $rows_read } rows of { $columns_read } columns when read
read-column-not-text = column `{ $column }` was not read as text
read-format-text = delimited text
read-format-workbook = a workbook
read-format-spss = SPSS
read-format-parquet = Parquet
read-hint-export-again = export the file again
read-hint-header-rows = export the file again with all of them, or correct `headers:`
read-hint-name-column = name the column in the file, or remove it
read-hint-shorten = shorten the name in the file
read-hint-rename-column = rename one of the two columns in the file, or remove it
read-hint-which-row = ask the institute which of the two rows is right
read-hint-column-source = ask for the file again with this column, or correct its name under `reader:`
read-hint-answer-item = ask for the file again: without its item the answer is lost
read-hint-more-blocks = add client blocks to the `layout`, or ask the institute whether the respondent is one person
read-hint-column-type = have the column exported as text or numbers
read-hint-decimal = declare `decimal: "."` under `reader:`, or have the number exported with a comma
read-hint-recode = add the spelling under `recode`, or under `missing` if it means no answer
read-hint-sheet = correct `sheet:` under `reader:`, or ask for the workbook again
read-other-table =
    { $there ->
        [0] none of the { $wanted } expected columns is there
        [one] only one of the { $wanted } expected columns is there
       *[other] only { $there } of the { $wanted } expected columns are there
    }; the header that was read is { $header }
read-hint-other-sheet = declare under `reader:` the sheet of the data by `sheet:` (the one that was read is `{ $sheet }`, the others are { $others }), or the row of its header by `header_row:`
read-hint-header-row = declare the row of the header by `header_row:` under `reader:`; if it is another file, ask for it again
read-hint-other-table = ask for the file again if it is another one; if lines stand above the header, remove them; if the columns are called otherwise, say so by `columns:` under `reader:`
read-header-is-title = row { $row } of the sheet `{ $sheet }`, taken for the header, has but { $names }, and the rows below have more values
read-hint-labels = have the file exported without the labels of variables that are not used
read-hint-delivered = open it in the tool that wrote it, and export it in one of these formats
read-hint-put-file = put the file there, or correct its path where it is named
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
read-n-fields =
    { $count ->
        [one] { $count } field
       *[other] { $count } fields
    }
read-expect-n-fields =
    { $count ->
        [one] { $count } field
       *[other] { $count } fields
    }, as in the header
read-hint-field-count = a field that holds the delimiter must be quoted; a row cut short means an interrupted transfer
read-file-is-empty = the file is empty
read-expect-header-and-rows = a header line and one row a respondent
read-header-rows-lacking = { $found } of the { $wanted } header rows of `{ $shape }`
read-expect-header-rows = the header rows that `headers:` declares
read-import-ids-lacking =
    { $found ->
        [one] { $found } of { $count } columns has
       *[other] { $found } of { $count } columns have
    } an import id in the third row
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
read-n-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
read-n-cells = { $count } cells
read-n-bytes = { $count } bytes
read-field-too-long = a field of more than { $count } bytes
read-file-has = the file has { $megabytes } MB
read-long-differs = not what the same respondent has in line { $line }
read-expect-same-in-rows = the same in all rows of a respondent
read-answered-twice = a second answer to the same question
read-expect-one-row = one row for each respondent, sector and item
read-expect-n-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }, as `n_rows` of `long:` declares
read-hint-n-rows = ask for the complete file, or correct `n_rows`
read-n-rows-undeclared =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }, and nobody declared how many there should be
read-hint-declare-n-rows = a file cut after a row looks like a whole one: declare `n_rows:` under `long:`
read-expect-long-column = the column that `{ $key }` of `long:` names
read-answer-to-no-item = an answer to no item
read-expect-item = the item that the row answers
read-more-sectors =
    { $count ->
        [one] more than { $count } sector
       *[other] more than { $count } sectors
    }
read-expect-sectors = as many sectors as the layout has client blocks
read-item-and-column = `{ $column }` is an item and a column of the file
read-quote-inside = a quote inside a field that is not quoted
read-expect-quoted = the whole field in quotes, and the quotes in it doubled
read-expect-closed = a quote at the end of the field, and the quotes in it doubled
read-hint-close-quote = remove the quote, or close it; export the file again if there are many
read-quote-never-closed = a quote that is opened here is never closed
read-quote-closed-inside = a quote that is opened here closes in the middle of a field
read-encoding-found = the encoding was found to be { $encoding }
read-also-utf-8 = declared as { $encoding }, the file is also UTF-8 without a fault, which does not happen by chance
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
read-expect-sheets = { $sheets }
read-sheet-chosen = the sheet `{ $sheet }` is read, the first of { $sheets }
read-hint-declare-sheet = declare `sheet: { $sheet }` under `reader:`
read-beside-table = a value in { $cell }, beside the table
read-expect-below-name = values below a name of the header alone
read-hint-empty-cell = empty the cell
read-below-blank = row { $row }, which is blank
read-below-last = row { $row }, the declared last one
read-values-below =
    { $count ->
        [one] { $count } value is not read: it stands
       *[other] { $count } values are not read: they stand
    } below { $end }, from { $cell } on
read-cell-error = the cell { $cell } holds the error `{ $error }`
read-expect-value = a value
read-hint-formula = correct the formula, or empty the cell
read-expect-spss = an SPSS file (.sav or .zsav)
read-hint-save-spss = open it in SPSS or PSPP and save it again, or ask for the file again
read-missing-not-asked =
    { $spelling } is read as “not asked”: { $cells ->
        [one] { $cells } cell
       *[other] { $cells } cells
    } of { $columns ->
        [one] { $columns } column
       *[other] { $columns } columns
    }
read-missing-dont-know =
    { $spelling } is read as “does not know”: { $cells ->
        [one] { $cells } cell
       *[other] { $cells } cells
    } of { $columns ->
        [one] { $columns } column
       *[other] { $columns } columns
    }
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
read-expect-names = { $names }
read-hint-label = declare the label under `aliases` of its code (under `dont_know_labels` if it means “does not know”), the spelling under `missing`, or `values: codes` for the column
read-hint-near-label = did you mean `{ $name }`? Otherwise declare this spelling under `aliases` of its code
read-hint-signs = declare this spelling under `aliases` of its code: it has { $found } where `{ $name }` has { $declared }
read-signs = { $points }
read-no-sign = another sign
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

## The reader of a wave

reader-decimal = not a decimal mark
reader-expect-decimal = `"."` or `","`
hint-decimal = `","` in a CSV that a French Excel wrote
hint-decimal-delimiter = a file with decimal commas mostly has `delimiter: ";"`
hint-encoding-detect = write `detect` to have it found out
hint-last-row = remove `last_row` if the table ends at its first blank row
hint-long-sector = remove `sector` here if the answers are about no sector
hint-drop-values = remove `values`: `recode` says it all
hint-label-ambiguous = have the file exported in codes, or tell the two labels apart in `codebook.yaml`
hint-recode-code = on the left what the file has, on the right the code of the survey, in quotes
hint-no-dont-know = write `not_asked`, or add `dont_know` to the scale
reader-decimal-delimiter = the decimal mark is the delimiter
reader-expect-different = two different characters
reader-is-0 = `{ $key }` is 0
reader-expect-at-least-1 = at least 1
reader-expect-row = at least 1, as the spreadsheet counts its rows
reader-last-row = `last_row` is above the first row
reader-expect-or-more = { $number } or more
reader-no-sector-column = no client block has a column for the sector
reader-expect-sector-column = `client_blocks` with `sector` in the layout, or no `sector` here
reader-recode-beside-values = `recode` beside `values`
reader-expect-recode-or-values = one of them: `recode` says what every cell means
reader-label-ambiguous = in the column `{ $column }` the label `{ $label }` stands for `{ $first }` and `{ $second }`
reader-expect-labels-differ = `values: codes` or a `recode` for this column, or labels that differ
reader-code-unknown = `{ $code }` is not a code of the column `{ $column }`
reader-no-dont-know = the column `{ $column }` has no code for “does not know”
reader-expect-dont-know = `dont_know` on its scale, or `not_asked` here

## Validation: what several rules say

blank-cell = a blank
not-blank = anything but a blank
codes-expected = { $codes }
or-blank = { $expected }, or a blank
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
interview-count-hint = ask for the complete file, or correct `n_respondents` of the edition `{ $edition }` in `registry.yaml`
interview-count-above-hint = look for the surplus (a line of totals, empty lines, a respondent twice), or correct `n_respondents` of the edition `{ $edition }` in `registry.yaml`
respondents-few =
    { $count ->
        [one] { $count } respondent
       *[other] { $count } respondents
    }
respondents-few-hint = a variance needs two people; ask for the complete file
wave-missing = no wave
wave-wrong = { $cell } is another wave
wave-expected = `{ $wave }`
wave-missing-hint = ask which wave the row belongs to
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
column-missing-hint = ask for the file again with this column; if another one stands for it, name that one in `reader:`, `columns: {"{"} { $name }: {"{"} from: … {"}"} {"}"}`
column-near-hint = rename the column `{ $found }` of the file to `{ $name }` if it is the one, or declare it in `reader:`, `columns: {"{"} { $name }: {"{"} from: { $found } {"}"} {"}"}`
column-of-item-missing-hint = ask for the file again with this column; if another one stands for it, name that one in `reader:`, `columns: {"{"} { $name }: {"{"} from: … {"}"} {"}"}`; if the question is no longer put, give the edition an instrument without `{ $item }`, copied from this one in `registry.yaml`
column-expected = a column `{ $name }`: { $what }
column-renamed = the column `{ $name }` is called { $found }
column-renamed-hint = rename it to `{ $name }`, without blanks around and in these letters, small and capital
column-unknown = column { $name } is not read
column-unknown-expected = a column that the layout, the margins or the items of this edition name
column-unknown-hint = nothing to do if the column is meant to be left aside
column-not-asked-hint =
    it is item `{ $item }` of the codebook, which the instrument of edition `{ $edition }` does not ask of { $list ->
        [employee] employees
       *[other] clients
    }: if it was asked, add it to the list `{ $list }` of that instrument in registry.yaml
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
id-missing-hint = ask for the id: without it the row can be neither checked nor corrected
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
labels-for-codes = the column `{ $column }` holds labels instead of codes
value-unknown = { $cell } is not a value of `{ $column }`
hint-blanks = remove the blanks around{ $meant }
hint-invisible = { $points } is not what it seems, write a plain blank or nothing{ $meant }
hint-decomposed = the accents stand apart from their letters ({ $points }), export in NFC{ $meant }
hint-mojibake = the text was encoded in UTF-8 twice, export it anew{ $meant }
hint-spreadsheet = a formula failed in the spreadsheet: correct it there, or leave the cell blank
hint-missing-undeclared = if it means that there is no answer, declare it under `dont_know`, or leave the cell blank
hint-code-for-label = the export holds codes instead of labels: have the labels exported, or declare the codes
hint-values-labels = declare `values: labels` under `reader:`, or for this column alone under `columns:`
hint-not-finite = a computation failed where the file was made: correct it there, or leave the cell blank
hint-notation = have the number exported in plain digits
hint-comma = write `{ $number }`, with a point; if the whole file has decimal commas, declare `decimal: ","` under `reader:`
hint-code-undeclared = recode this spelling under `recode` of its column in `reader:`, or declare it beside the others
hint-category-undeclared = add the category to `{ $variable }` in { $file }, or count it with another one by `merges`; if it is but a spelling, recode it under `recode` of its column in `reader:`
hint-sector-undeclared = recode this spelling under `recode` of its column in `reader:`, or add the sector to the edition in `registry.yaml`
hint-code-blank = ask for the value; if a blank stands for one of them, say so under `recode` of its column in `reader:`
hint-off-range = check the value with the institute; if it means no answer, declare it under `dont_know`, or under `missing` of the `reader:`
hint-no-number = ask for the number; if the text means no answer, declare it under `missing` of the `reader:`

## Validation: who answers what

routing-client = { $cell }: answers about a sector that was not named
routing-employee = { $cell }: an employee answer from someone who is not employed
routing-hint = check the filter of the question with the institute
routing-job = { $cell } from someone who is not employed
routing-job-hint = check the filter of the employee questions with the institute
sector-twice = { $sector } was rated in an earlier block too
sector-twice-expected = a different sector in each client block
sector-twice-hint = ask the institute which of the two answers counts; leave the other block blank
contradiction = { $cell }, but `{ $column }` is { $given }
contradiction-hint = one of the two is wrong: ask which

## Validation: weights and design

weight-expected = a finite number above zero, with a decimal dot
weight-blank = no base weight
weight-blank-hint = a respondent without a weight stands for nobody: ask for it
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
weight-extreme-hint = one person would weigh as much as dozens of others: ask for the weight, or trim in `calibrate`
design-missing = a blank in a column of the sampling design
design-missing-expected = a stratum or sampling unit for every respondent
design-missing-hint = ask for it, or take `stratum` and `psu` out of the layout if the wave has no design
psu-in-strata =
    { $count ->
        [one] { $unit } is a unit of the stratum { $here } and, on line { $line }, of { $there } too
       *[other] { $count } names of units stand in several strata; the first, { $unit }, in { $here } and, on line { $line }, in { $there } too
    }
psu-in-strata-expected = names of units that stand in one stratum; here every stratum has a unit of its own of that name
psu-in-strata-hint = mend the stratum if it is one unit; if units are numbered anew in each stratum, nothing is wrong: lower the rule

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
row-copied-expected = answers of this person: by chance such a pair appears in fewer than 1 in { $waves } waves like this one
row-copied-hint = ask the institute whether the interview was copied
item-constant =
    the { $count } { $count ->
        [one] answer
       *[other] answers
    } to item `{ $item }` are the same
item-constant-hint = its standard error is zero and no test is made of it: check that the column holds answers
item-unanswered =
    item `{ $item }` has no answer, not even a “don’t know”: { $count ->
        [one] its only cell is
       *[other] its { $count } cells are
    } blank
item-unanswered-expected = answers to every item of the instrument
item-unanswered-hint = if the question was not put this year, give the edition an instrument without it (`instruments:` in registry.yaml); otherwise ask for its answers
sector-empty = nobody answers about the sector `{ $sector }` of edition `{ $edition }`
sector-empty-expected = clients or employees of each sector that the registry declares for the edition
sector-empty-hint = take the sector out of the edition in registry.yaml if it was not surveyed: else its page is empty and the means over sectors are hidden
clients-none = nobody answers as a client in edition `{ $edition }`
employees-none = nobody answers as an employee in edition `{ $edition }`
side-empty-expected = answers on each side that the instrument of the edition questions
side-empty-hint = compare the columns that say who answers, and their codes, with `layout` in codebook.yaml: else the report has no figure of that side
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
hint-swap = swap the two values
hint-check = `codes` for a list of values, `from` and `to` for a range
hint-condition = keep one of them; two conditions make two implications
condition-unclear = the condition on `{ $column }` is not one condition
condition-expected = one of `is: ["1"]`, `at_least` and `at_most`, `blank: true`

## A text held against the tables

help-lint = Hold a text against the tables: its claims, or the report of the output folder itself
help-lint-more =
    A claims file binds the figures of a text to cells of the tables (config/README.md says how). Without one, report.md, method.md, caveats.md and the sector pages of the output folder are checked, as they stand there.
    Exit codes: 0 nothing is refuted, doubts apart; 1 the text is refuted; 2 the command line or a claims file is refused.
help-claims = Claims files; without any, the report of the output folder
help-lint-pipeline = The pipeline file: its configuration folder is the survey, its output folder holds the tables
help-tables = Output folder that holds the tables, instead of the one of the pipeline
value-claims = CLAIMS

text-refuted =
    the text is refuted: { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }{ $doubts ->
        [0] { "" }
        [one] , and { $doubts } doubt
       *[other] , and { $doubts } doubts
    }
lint-passed =
    { $count ->
        [one] { $count } claim, not refuted
       *[other] { $count } claims, none refuted
    }
lint-report-passed = nothing refuted in { $path }
lint-claim = `{ $name }` ({ $quote }): { $problem }
lint-more-than = more than { $number }
lint-less-than = less than { $number }
lint-out-of-range = { $printed } is out of range
lint-mend-text = correct the text, or this claim if it is not what the text prints
lint-mend-page = put the figure of the tables into the page, or run again, which writes the page anew
lint-mend-words = use words that the class allows
lint-range = a number from { $least } to 100
lint-not-compared = a change that the tables do not compute: { $reason }
lint-number-differs = { $printed } is printed where the tables say { $found }
lint-exact = { $found }, from { $exact }
lint-small-base = fewer than { $limit } answers on a side, and the text does not say so
lint-small-base-way = say “small base” in the text, then `small_base_said: true` here
lint-suppressed = a figure on fewer than { $limit } answers
lint-suppressed-expected = a figure on { $limit } answers or more on each side
lint-suppressed-mean = a mean of which a sector is suppressed
lint-suppressed-mean-expected = a mean over sectors that are all published
lint-suppressed-way = take the figure out of the text: the tables do not publish it
lint-no-cell = the tables have no such figure
lint-no-cell-way = check the keys of `cell`, and that the tables come from the run that the text is about
lint-edition-absent = the edition `{ $edition }` is not in the tables
lint-gap-parts = { $printed } where { $left } − { $right } makes { $shown }
lint-rounding = { $shown }, rounding allows { $unit } more or less
lint-one-of-three = one of the three is wrong: `{ $left }`, `{ $right }` or this one
lint-one-of-two = one of the two is wrong: `{ $other }` or this one
lint-implied = with { $shown } (`{ $term }`) the other term would be { $other }
lint-percentage = a percentage
lint-reached = a percentage that answers reach, 5 to 95
lint-implied-way = look for the term that is not printed
lint-boxes = `{ $first }` counts { $first_counts }, `{ $other }` counts { $other_counts }
lint-same-answers = figures that count the same answers
lint-break = { $from } → { $to }: { $reason }
lint-comparable = figures of editions that the registry lets compare
lint-employee-base = the employees asked are not the same, `{ $before }` and `{ $after }`
lint-sector-absent = the sector `{ $sector }` is not in the frame of the edition `{ $edition }`
lint-dimension-absent = the edition `{ $edition }` does not measure the dimension `{ $dimension }`
lint-not-put-to-clients = the edition `{ $edition }` did not put `{ $subject }` to clients
lint-not-put-to-employees = the edition `{ $edition }` did not put `{ $subject }` to employees
lint-symmetry-parts = the index { $printed } where 100 − { $size } makes { $index }
lint-symmetry-alone = an index of symmetry says nothing of the level: two sides that both fare badly are symmetric
lint-symmetry-beside = the index beside a level or a floor
lint-symmetry-way = print the level or the floor with it, and name that claim under `beside`
lint-share-figure = { $said } for { $figure } (`{ $name }`)
lint-share-count = { $part } of { $whole }
lint-share-of = { $printed }% where { $part } of { $whole } make { $share }%
lint-fraction = { $part } in { $whole }
lint-fraction-alone = “{ $said }” without its figure
lint-fraction-way = print the figure beside it, and name that claim under `figure`
lint-fraction-far = “{ $said }” ({ $share }%) for { $figure }%
lint-fraction-near = at most { $limit } points between them
lint-fraction-side = a figure on that side of the fraction
lint-count-differs = { $said }, and there are { $known }
lint-persons =
    { $count ->
        [one] { $count } person
       *[other] { $count } persons
    }
lint-sectors =
    { $count ->
        [one] { $count } sector
       *[other] { $count } sectors
    }
lint-dimensions =
    { $count ->
        [one] { $count } dimension
       *[other] { $count } dimensions
    }
lint-items =
    { $count ->
        [one] { $count } question to clients
       *[other] { $count } questions to clients
    }
lint-vague = “{ $words }” without a figure says nothing
lint-word = “{ $words }” said of a difference whose class is `{ $class }`
lint-word-of = “{ $words }” said of `{ $subject }`, whose class is `{ $class }`
lint-direction-up = “{ $words }” said of a fall
lint-direction-down = “{ $words }” said of a rise
lint-words = words as { $words }
lint-no-word = no word of strength
lint-contradicted = { $printed } where `{ $earlier }` printed { $other }
lint-one-figure = one figure for one cell
lint-ranking-incomplete = a ranking of { $count } without { $missing }
lint-ranking-way = give what is missing its figure, or its line and the reason why it has none
lint-ranking-order = `{ $above }` ({ $above_figure }) stands before `{ $below }` ({ $below_figure })
lint-smallest-first = the smallest first
lint-largest-first = the largest first
lint-order-way = order the entries, or set `order`
lint-ranking-terms = the order { $order } is not that of the displayed terms
lint-terms-give = the terms give { $order }
lint-terms-way = correct the figures of the entries first, then the order
lint-rank-among = a rank among { $among }, and the edition has { $count }
lint-rank-among-tables = a rank among { $among }, and the tables rank { $count }
lint-among = among { $count }
lint-rank-beyond = the rank { $rank } among { $among }
lint-rank-absent = the ranking `{ $ranking }` has no such figure
lint-rank-in = the rank { $rank }, and the ranking `{ $ranking }` puts it at { $found }
lint-rank-tables = the rank { $rank }, and the tables say { $found }
lint-rank-uncertain = the rank { $rank } could be any from { $low } to { $high }
lint-rank-way = print “rank { $low } to { $high }”, or no rank
lint-all-sectors = the { $count } sectors of the edition `{ $edition }`
lint-all-published = the { $count } sectors of the edition `{ $edition }` that the tables publish
lint-all-dimensions = the { $count } dimensions of the edition `{ $edition }`
lint-report-terms = a difference of { $difference } between { $one } and { $two }
lint-but-for-rounding = { $shown }, but for rounding
lint-report-row = the figures of “{ $name }” are not those of the tables
lint-report-hidden = { $printed } for “{ $name }”, which rests on fewer than { $limit } answers on a side
lint-report-mark = the mark of a hidden figure
lint-turned = { $printed } is a difference the other way round
lint-arrow = { $arrow } before { $printed }
lint-arrow-is = { $arrow }
lint-report-cell = { $printed } for “{ $name }” is not the figure that the rest of its column is
lint-report-cell-is = { $found } by the tables
lint-report-quoted = { $printed } is no figure of `{ $cell }`, which the other figures are from
lint-report-quoted-is = { $shown }
lint-report-figures = clients { $client }, employees { $employee }, gap { $gap }
lint-report-incomplete = a table of { $count } without { $missing }

## Files of claims

claims-none = the statement `{ $statement }` makes no claim
hint-claim = give it a claim, or remove the statement
hint-ranking = name the claims from the first place to the last, or remove the ranking
hint-fraction = or give the percentage under `value`
hint-lexicon-word = use a word of the lexicon, or add this one to it
hint-printed-count = write the number that the text prints
hint-claim-kind = name a claim of that kind, or correct its `kind`
claims-same-name = a second statement is named `{ $statement }`
claims-expect-id-once = each id once
claims-short-ranking = a ranking of fewer than two figures
claims-expect-order = the figures in their printed order
claims-ranked-twice = the claim `{ $claim }` stands twice in the ranking
claims-fraction = `fraction` is `{ $value }`
claims-expect-fraction = a part of a whole, as { $examples }
claims-share = a share
claims-share-with = a share with `{ $key }`
claims-expect-share = a percentage, or a `fraction`
claims-no-word = no word of the lexicon in `{ $words }`
claims-expect-word = words that `lexicon.yaml` of the configuration folder declares
claims-wrong-kind = { $what } is `{ $name }`, a claim of the kind `{ $kind }`
claims-expect-kind = a claim of the kind { $kinds }
claims-table-change = a change of the tables
claims-expect-since = the label of the earlier edition
claims-expect-statistic = the figure that changes
claims-table-figure = a figure of the tables
claims-expect-edition = the label of an edition
claims-expect-population = whose figure it is
claims-expect-subject = an item, a mirror pair or a dimension
claims-lacks = { $what } lacks the key `{ $key }`
claims-hint-alone = a figure that no table holds is said `alone: true`

## The lexicon, and the tables of an earlier run

lexicon-no-word = `{ $words }` holds no word
lexicon-expect-words = words, with `…` for others between them
hint-lexicon-entry = write a word, or remove the entry
lexicon-twice = `{ $words }` a second time, first in `{ $group }`
table-unreadable = cannot be read as a table: { $fault }
expect-own-table = a table that this version of the program has written
table-changed = the table is not the one that the run wrote, by the digest in `manifest.json`
hint-own-template = the template came with the program, which prints no figure but those of its tables: look at the line; if it is right, report this as a fault of the check
expect-own-page = a page of the report that this version of the program has written
hint-mend-template = mend the template in `{ $folder }` that prints it; where the templates are those that came with the program, report this as a fault of it
hint-check-tells = `barometer check` tells them one by one
hint-run-first = run `barometer run` first, or name the output folder with `--tables`
