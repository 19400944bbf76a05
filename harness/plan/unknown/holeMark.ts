/** A value in a policy that is known only after apply. */
export interface DocumentHole {
  /** references it depends on, such as `aws_iam_role.job.arn`; perhaps none that are known */
  readonly refersTo: readonly string[];
  /** what it matches in any case, with `*` for each unknown part */
  readonly pattern?: string;
  /** the ARN that represents it everywhere; absent where it is not the ARN of a resource that AWS makes an identifier for */
  readonly example?: string;
  /** true for what functions make of the references, rather than one of them; absent where that is unknown, too */
  readonly isComputed?: true;
  /** why it is unknown; absent where it is known only after apply */
  readonly reason?: string;
}

/** Two characters for private use, which no policy has reason to hold; one that does is read too widely. */
const [open, close] = ["\u{F0000}", "\u{F0001}"];

/** The string that represents a hole, alone or inside a longer string, until a reading fills it. */
export const holeMark = (index: number): string => `${open}${index}${close}`;

export const hasMark = (text: string): boolean => text.includes(open);

/** The indices of the holes in a string. */
export const marksIn = (text: string): readonly number[] =>
  [...text.matchAll(marks)].map((match) => Number(match[1]));

/** What is before the first hole. */
export const beforeMark = (text: string): string => text.slice(0, text.indexOf(open));

/** Fills the holes of a string. */
export const fillMarks = (text: string, filling: (index: number) => string): string =>
  text.replaceAll(marks, (_, index: string) => filling(Number(index)));

const marks = new RegExp(`${open}(\\d+)${close}`, "gu");
