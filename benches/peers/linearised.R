# Levels and gaps of every dimension by sector, with calibration-aware standard errors. Usage: Rscript linearised.R OUT CSV_FOLDER
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "waves.R"))
args <- commandArgs(TRUE)
editions <- unique(read.csv(file.path(args[1], "tables/weighting.csv"), colClasses = "character")$edition)
waves <- Filter(function(w) nrow(w$scores) > 0, lapply(editions, function(e) tryCatch(read_wave(args[1], args[2], e), error = function(x) list(scores = data.frame()))))
matrices <- lapply(waves, cells)
time <- system.time(for (i in seq_along(waves)) {
  cal <- calibrate(svydesign(~1, weights = ~base_weight, data = waves[[i]]$people), waves[[i]]$forms, waves[[i]]$pops, calfun = "raking", epsilon = 1e-12, maxit = 100)
  w <- weights(cal); num <- matrices[[i]]$num; den <- matrices[[i]]$den
  D <- colSums(w * den); R <- colSums(w * num) / D
  Z <- sweep(num - sweep(den, 2, R, "*"), 2, D, "/")
  e <- grepl(" employee$", colnames(Z)); c <- match(sub(" employee$", " client", colnames(Z)[e]), colnames(Z))
  Z <- cbind(Z, Z[, e] - Z[, c])
  se <- SE(svytotal(Z, cal))
  cat(length(se), "cells\n")
})
cat(sprintf("%.2f CPU-seconds for %d waves\n", sum(time[1:2]), length(waves)))
