export { type ActionOptions, action } from "./action.js";
export { type ContextOptions, context } from "./context.js";
export { type DocumentJson, type DocumentOptions, document } from "./document.js";
export { type RequestOptions, requestNear } from "./requestNear.js";
export { type ResourceOptions, resource } from "./resource.js";
export { type Context, type TagsOptions, tags } from "./tags.js";
