/** Answers kept per function; past it the memory starts anew, so that it stays bounded. */
const capacity = 16_384;

/** Remembers the answers of a pure function of a string. */
export function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size >= capacity) answers.clear();
    const answer = compute(text);
    answers.set(text, answer);
    return answer;
  };
}
