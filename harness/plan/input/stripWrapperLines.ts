/**
 * Blanks the lines that the wrapper script of the setup-terraform action prints around the output of
 * terraform: `[command]/path/terraform show -json tfplan` and `::debug::Terraform exited with code 0.`
 * No line of a JSON text begins like that. The lines stay, empty, so that line numbers do.
 *
 * Source: https://github.com/hashicorp/setup-terraform (`terraform_wrapper`)
 */
export const stripWrapperLines = (text: string): string => text.replace(/^(?:\[command\]|::).*$/gm, "");
