/**
 * The reason of what is unknown until apply, with the references it depends on.
 *
 * @param question what is unknown, as an indirect question: `which policy is attached`
 */
export function knownAfterApply(question: string, refersTo: readonly string[]): string {
  const names = refersTo.map((reference) => `\`${reference}\``).join(", ");
  return `${question} is known only after apply${names === "" ? "" : `: it depends on ${names}`}`;
}
