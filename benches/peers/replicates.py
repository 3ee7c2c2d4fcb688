"""Bootstrap of the newest wave with numpy, every replicate raked again. Usage: replicates.py OUT CSV_FOLDER REPLICATES"""

import sys
import time

import numpy as np
import pandas as pd

out, work, replicates = sys.argv[1], sys.argv[2], int(sys.argv[3])
text = lambda path: pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
edition = text(f"{out}/tables/weighting.csv")["edition"].iloc[-1]
margins = text(f"{out}/tables/margins.csv").query("edition == @edition")
people = text(f"{work}/respondents.csv").query("edition == @edition").reset_index(drop=True)
answers = text(f"{work}/answers.csv").query("edition == @edition").dropna(subset=["top2"])
dimension = text(f"{work}/items.csv").set_index("item")["dimension"]
answers = answers.assign(dimension=answers["item"].map(dimension), top2=answers["top2"].astype(float)).dropna(subset=["dimension"])
base = people["base_weight"].astype(float).to_numpy()
total = base.sum()

columns, totals = [], []
for number, (variable, group) in enumerate(margins.groupby("variable", sort=False)):
    for row in list(group.itertuples())[(1 if number else 0):]:  # the later margins drop one level
        columns.append((people[variable] == row.category).to_numpy(float))
        totals.append(float(row.target_share) / 100 * total)
x, totals = np.column_stack(columns), np.array(totals)

scores = answers.groupby(["respondent", "population", "sector", "dimension"], sort=True)["top2"].mean().reset_index()
scores = pd.concat([scores, scores.assign(sector="all")]).query("sector != 'autre'")
person = pd.Series(np.arange(len(people)), index=people["respondent"])[scores["respondent"]].to_numpy()
cell = scores.groupby(["sector", "dimension", "population"]).ngroup().to_numpy()
num, den = np.zeros((len(people), cell.max() + 1)), np.zeros((len(people), cell.max() + 1))
np.add.at(num, (person, cell), scores["top2"].to_numpy())
np.add.at(den, (person, cell), 1.0)


def rake(d, x, totals):
    lam = np.zeros(x.shape[1])
    for _ in range(50):
        w = d * np.exp(x @ lam)
        miss = totals - w @ x
        if np.max(np.abs(miss) / totals) < 1e-10:
            return w
        lam += np.linalg.solve((x * w[:, None]).T @ x, miss)
    raise RuntimeError("not converged")


rng = np.random.default_rng(1)
start = time.process_time()
levels = np.empty((replicates, num.shape[1]))
for r in range(replicates):
    multipliers = rng.exponential(size=len(base))
    w = rake(base * multipliers / multipliers.mean(), x, totals)
    levels[r] = (w @ num) / (w @ den)
se = levels.std(axis=0, ddof=1)
spent = time.process_time() - start
print(f"{spent:.2f} CPU-seconds for {replicates} replicates of {len(se)} cells, {1000 * spent / replicates:.1f} ms a replicate")
