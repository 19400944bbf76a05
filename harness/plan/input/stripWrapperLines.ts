/**
 * The beginning of a line that the wrapper script of the setup-terraform action prints around the output of
 * Terraform: `[command]/path/terraform show -json tfplan` and `::debug::Terraform exited with code 0.`
 * No line of JSON begins like that.
 *
 * Source: https://github.com/hashicorp/setup-terraform (`terraform_wrapper`)
 */
export const wrapperLine = /^(?:\[command\]|::)/;

const wholeLines = new RegExp(`${wrapperLine.source}.*$`, "gm");

/** Empties the lines of the wrapper script. Their ends remain, so that line numbers stay right. */
export const stripWrapperLines = (text: string): string => text.replace(wholeLines, "");
