/**
 * Stands in for `@rjsf/validator-ajv8`, which only a test helper inside `@rjsf/core` imports. The studio has a validator of its own that
 * needs no eval, so Ajv is not installed; the studio's build drops that helper, the one of the stories keeps every file it meets.
 */
export default undefined
