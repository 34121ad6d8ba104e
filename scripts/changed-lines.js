const SHOWN = 40;

/** How one text became another: `- line` and `+ line` in order, cut where there are many; empty where nothing changed. */
export function changedLines(before, after) {
  const changes = [...walk(before.split('\n'), after.split('\n'))];
  if (changes.length <= SHOWN) return changes;
  return [...changes.slice(0, SHOWN), `… and ${changes.length - SHOWN} lines more`];
}

function* walk(before, after) {
  const common = commonLines(before, after);
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) [i, j] = [i + 1, j + 1];
    else if (j === after.length || (i < before.length && common[i + 1][j] >= common[i][j + 1]))
      yield `- ${before[i++]}`;
    else yield `+ ${after[j++]}`;
  }
}

/** `[i][j]`: how many lines the texts from lines i and j on have in common, in order. */
function commonLines(before, after) {
  const common = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i][j] =
        before[i] === after[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}
