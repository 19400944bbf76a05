/** The line of a file where a target is written. */
export interface Location {
  /** from the root of the repository, else from the working directory, with `/`; it never leads out of it */
  readonly file: string;
  /** from 1 */
  readonly line: number;
}
