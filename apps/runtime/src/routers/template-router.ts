import { idPattern } from '@madoguchi/schemas'
import Type from 'typebox'
import { input, procedureFor, router } from '../procedure.ts'
import { shippedTemplates, templateAudio } from '../templates/shipped-templates.ts'

const audio = Type.Object({ template: Type.String({ pattern: idPattern }), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }, { additionalProperties: false })

/** The templates that come with the product. Taking one is an edit of the draft like any other; templates of one's own lie in the draft. */
export const templateRouter = router({
  list: procedureFor('draft.read').query(() => shippedTemplates()),

  audio: procedureFor('draft.read').input(input(audio)).query(({ input: { template, sha256 } }) => templateAudio(template, sha256)),
})
