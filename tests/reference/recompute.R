# Every level and gap of a run, again, with R's survey. Usage: Rscript recompute.R OUT FOLDER_OF_CSV
suppressPackageStartupMessages(library(survey))
args <- commandArgs(TRUE); out <- args[1]; work <- args[2]
rd <- function(f) read.csv(f, colClasses = NA, na.strings = "", stringsAsFactors = FALSE)
text <- function(d, cols) { for (c in cols) d[[c]] <- as.character(d[[c]]); d }
answers <- text(rd(file.path(work, "answers.csv")), c("edition", "respondent"))
people  <- text(rd(file.path(work, "respondents.csv")), c("edition", "respondent"))
items <- rd(file.path(work, "items.csv")); pairs <- rd(file.path(work, "pairs.csv"))
estimates <- text(rd(file.path(out, "tables/estimates.csv")), "edition")
symmetry  <- text(rd(file.path(out, "tables/symmetry.csv")), "edition")
margins   <- text(rd(file.path(out, "tables/margins.csv")), c("edition", "category"))
weighting <- text(rd(file.path(out, "tables/weighting.csv")), "edition")
yes <- function(x) x %in% c(TRUE, "true", "TRUE")
rel <- function(a, b) max(abs(a - b) / pmax(abs(b), 1e-6))
worst <- 0
for (ed in unique(people$edition)) {
  p <- people[people$edition == ed, ]; m <- margins[margins$edition == ed, ]; N <- weighting$population_total[weighting$edition == ed]
  vars <- unique(m$variable)
  forms <- lapply(vars, function(v) as.formula(paste0("~", v)))
  pops <- lapply(vars, function(v) { k <- m[m$variable == v, ]; d <- data.frame(factor(k$category, levels = k$category), Freq = k$target_share / 100 * N); names(d)[1] <- v; d })
  for (v in vars) p[[v]] <- factor(as.character(p[[v]]), levels = m$category[m$variable == v])
  design <- svydesign(~1, weights = ~base_weight, data = p)
  cal <- calibrate(design, forms, pops, calfun = "raking", epsilon = 1e-13, maxit = 200)
  w <- weights(cal); dw <- rel(p$weight, w)
  a <- answers[answers$edition == ed, ]; a$k <- match(a$respondent, p$respondent); n <- nrow(p)
  dimension <- items$dimension[match(a$item, items$item)]
  manager <- yes(p$manager)[a$k]
  score <- function(side, type, subject, measure) {       # rows (person, sector, score) of one side
    keep <- a$population == side & (if (type == "item") a$item == subject else !is.na(dimension) & dimension == subject)
    r <- a[keep, ]; y <- r[[if (measure == "mean_guess") "mean100" else measure]]
    ok <- !is.na(y); r <- r[ok, ]; y <- y[ok]
    if (!length(y)) return(NULL)
    g <- paste(r$k, r$sector); data.frame(k = as.vector(tapply(r$k, g, `[`, 1)), sector = as.vector(tapply(r$sector, g, `[`, 1)), y = as.vector(tapply(y, g, mean)))
  }
  linear <- function(rows) {                              # ratio and linearised value by person, as svyratio does
    num <- den <- numeric(n); s <- rowsum(cbind(rows$y, 1), rows$k); i <- as.integer(rownames(s)); num[i] <- s[, 1]; den[i] <- s[, 2]
    R <- sum(w * num) / sum(w * den); list(R = R, z = (num - R * den) / sum(w * den), num = num, den = den)
  }
  domain <- function(rows, sector, population) {
    if (is.null(rows)) return(NULL)
    if (sector != "all") rows <- rows[rows$sector == sector, ]
    if (population %in% c("manager", "non_manager")) { is <- yes(p$manager)[rows$k]; rows <- rows[if (population == "manager") is else !is, ] }
    if (nrow(rows)) rows else NULL
  }
  check <- function(table, sides) {
    t <- table[table$edition == ed & table$status != "suppressed", ]; if (!nrow(t)) return(c(0, 0, 0))
    cache <- new.env(); get_rows <- function(...) { key <- paste(...); if (is.null(cache[[key]])) cache[[key]] <- list(score(...)); cache[[key]][[1]] }
    value <- numeric(nrow(t)); Z <- matrix(0, n, nrow(t)); ratios <- list()
    for (i in seq_len(nrow(t))) { s <- sides(t[i, ], get_rows); value[i] <- s$R; Z[, i] <- s$z; ratios[[i]] <- s }
    se <- numeric(nrow(t))
    for (from in seq(1, nrow(t), 40)) { to <- min(from + 39, nrow(t)); se[from:to] <- sqrt(diag(as.matrix(vcov(svytotal(Z[, from:to, drop = FALSE], cal))))) }
    # a few cells through svyratio itself, so that the linearised values are not ours alone
    for (i in sample(nrow(t), min(5, nrow(t)))) if (!is.null(ratios[[i]]$num)) {
      r <- svyratio(ratios[[i]]$num, ratios[[i]]$den, cal); stopifnot(abs(SE(r) / se[i] - 1) < 1e-8 || se[i] < 1e-9, abs(coef(r) - value[i]) < 1e-9)
    }
    shown <- if ("gap" %in% names(t)) t$gap else t$estimate; shown_se <- if ("gap" %in% names(t)) t$se_gap else t$se
    c(max(abs(shown - value) / pmax(abs(value), 1)), rel(shown_se, se), nrow(t))
  }
  set.seed(1)
  e <- check(estimates, function(t, rows) linear(domain(rows(if (t$population == "client") "client" else "employee", t$subject_type, t$subject, t$measure), t$sector, t$population)))
  g <- check(symmetry, function(t, rows) {
    ids <- if (t$subject_type == "item") unlist(pairs[pairs$pair == t$subject, c("client", "employee")]) else rep(t$subject, 2)
    c <- linear(domain(rows("client", t$subject_type, ids[1], t$measure), t$sector, "client")); x <- linear(domain(rows("employee", t$subject_type, ids[2], t$measure), t$sector, "employee"))
    list(R = x$R - c$R, z = x$z - c$z)
  })
  cat(sprintf("%s: weights %.1e | %5d levels: value %.1e, SE %.1e | %5d gaps: value %.1e, SE %.1e\n", ed, dw, e[3], e[1], e[2], g[3], g[1], g[2]))
  worst <- max(worst, dw, e[1:2], g[1:2])
}
cat(sprintf("largest relative difference: %.1e\n", worst))
if (!(worst <= 1e-9)) quit(status = 1)
