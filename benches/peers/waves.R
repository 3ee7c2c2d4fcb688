# Reads one wave as R needs it: persons with margins as factors, dimension scores of each side. Sourced by the other scripts.
suppressPackageStartupMessages(library(survey))
read_wave <- function(out, work, edition) {
  text <- function(f) read.csv(f, colClasses = "character", na.strings = "")
  m <- text(file.path(out, "tables/margins.csv")); m <- m[m$edition == edition, ]
  p <- text(file.path(work, "respondents.csv")); p <- p[p$edition == edition, ]
  a <- text(file.path(work, "answers.csv")); a <- a[a$edition == edition & !is.na(a$top2), ]
  items <- text(file.path(work, "items.csv"))
  a$dimension <- items$dimension[match(a$item, items$item)]; a <- a[!is.na(a$dimension), ]
  a$top2 <- as.numeric(a$top2); a$k <- match(a$respondent, p$respondent)
  p$base_weight <- as.numeric(p$base_weight); vars <- unique(m$variable)
  for (v in vars) p[[v]] <- factor(p[[v]], levels = m$category[m$variable == v])
  N <- sum(p$base_weight)
  pops <- lapply(vars, function(v) { k <- m[m$variable == v, ]; d <- data.frame(factor(k$category, levels = k$category), Freq = as.numeric(k$target_share) / 100 * N); names(d)[1] <- v; d })
  scores <- aggregate(top2 ~ k + population + sector + dimension, data = a, FUN = mean)
  list(people = p, forms = lapply(vars, function(v) as.formula(paste0("~", v))), pops = pops, scores = scores)
}
# Numerators and denominators of every sector x dimension x side, one row a person.
cells <- function(wave) {
  s <- wave$scores; n <- nrow(wave$people)
  s <- rbind(s, transform(s, sector = "all"))
  keep <- s$sector != "autre"; s <- s[keep, ]
  cell <- factor(paste(s$sector, s$dimension, s$population)); num <- den <- matrix(0, n, nlevels(cell), dimnames = list(NULL, levels(cell)))
  at <- cbind(s$k, as.integer(cell)); sums <- rowsum(cbind(s$top2, 1), paste(at[, 1], at[, 2]))
  key <- do.call(rbind, strsplit(rownames(sums), " ")); key <- cbind(as.integer(key[, 1]), as.integer(key[, 2]))
  num[key] <- sums[, 1]; den[key] <- sums[, 2]
  list(num = num, den = den)
}
