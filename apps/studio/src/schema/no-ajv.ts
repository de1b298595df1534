/** Stands where rjsf's test helper looks for Ajv; nothing of the studio calls it (see vite.config.ts). */
export default undefined
