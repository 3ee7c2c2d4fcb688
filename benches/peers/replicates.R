# Bootstrap of the newest wave, every replicate raked again. Usage: Rscript replicates.R OUT CSV_FOLDER REPLICATES
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "waves.R"))
args <- commandArgs(TRUE); R <- as.integer(args[3])
editions <- unique(read.csv(file.path(args[1], "tables/weighting.csv"), colClasses = "character")$edition)
wave <- read_wave(args[1], args[2], tail(editions, 1)); m <- cells(wave); n <- nrow(wave$people); set.seed(1)
time <- system.time({
  levels <- sapply(seq_len(R), function(r) {
    x <- rexp(n); wave$people$d <- wave$people$base_weight * x / mean(x)
    cal <- calibrate(svydesign(~1, weights = ~d, data = wave$people), wave$forms, wave$pops, calfun = "raking", epsilon = 1e-10, maxit = 100)
    w <- weights(cal); colSums(w * m$num) / colSums(w * m$den)
  })
  se <- apply(levels, 1, sd)
})
cat(sprintf("%.2f CPU-seconds for %d replicates of %d cells, %.1f ms a replicate\n", sum(time[1:2]), R, length(se), 1000 * sum(time[1:2]) / R))
