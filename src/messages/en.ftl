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

## A text held against the tables

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
lint-doubt = `{ $name }` ({ $quote }): doubtful, { $problem }
lint-more-than = more than { $number }
lint-less-than = less than { $number }
lint-out-of-range = { $printed } is out of range
lint-range = a number from { $least } to 100
lint-not-compared = a change that the tables do not compute: { $reason }
lint-number-differs = { $printed } is printed where the tables say { $found }
lint-exact = { $found }, from { $exact }
lint-small-base = fewer than { $limit } answers on a side, and the text does not say so
lint-small-base-way = say « base faible » in the text, then `small_base_said: true` here
lint-suppressed = a figure on fewer than { $limit } answers
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
lint-symmetry-way = print the level or the floor with it, and name that claim under `beside`
lint-share-figure = { $said } for { $figure } (`{ $name }`)
lint-share-count = { $part } of { $whole }
lint-share-of = { $printed }% where { $part } of { $whole } make { $share }%
lint-fraction = { $part } in { $whole }
lint-fraction-alone = « { $said } » without its figure
lint-fraction-way = print the figure beside it, and name that claim under `figure`
lint-fraction-far = « { $said } » ({ $share }%) for { $figure }%
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
lint-vague = « { $words } » without a figure says nothing
lint-word = « { $words } » said of a difference whose class is `{ $class }`
lint-word-of = « { $words } » said of `{ $subject }`, whose class is `{ $class }`
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
lint-rank-beyond = the rank { $rank } among { $among }
lint-rank-absent = the ranking `{ $ranking }` has no such figure
lint-rank-in = the rank { $rank }, and the ranking `{ $ranking }` puts it at { $found }
lint-rank-tables = the rank { $rank }, and the tables say { $found }
lint-rank-uncertain = the rank { $rank } could be any from { $low } to { $high }
lint-rank-way = print « rang { $low } à { $high } », or no rank
lint-all-sectors = the { $count } sectors of the edition `{ $edition }`
lint-all-dimensions = the { $count } dimensions of the edition `{ $edition }`
lint-report-terms = a difference of { $difference } between { $one } and { $two }
lint-but-for-rounding = { $shown }, but for rounding
lint-report-row = the figures of « { $name } » are not those of the tables
lint-report-figures = clients { $client }, employees { $employee }, gap { $gap }
lint-report-incomplete = a table of { $count } without { $missing }
