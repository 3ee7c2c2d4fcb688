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
scale-size = the scale `{ $scale }` has { $count } codes
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
