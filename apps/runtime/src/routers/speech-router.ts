import { readWav, readings, voiceCredit, withOwnReadings } from '@madoguchi/plugin-speech'
import path from 'node:path'
import Type from 'typebox'
import { input, procedureFor, router } from '../procedure.ts'
import { installedSpeech } from '../speech/installed-speech.ts'
import { SpeechPreviews } from '../speech/speech-previews.ts'
import { StatedError } from '../stated-error.ts'

const previews = new SpeechPreviews()

const Preview = Type.Object(
  {
    /** Variables filled in. Guidance of this length takes five minutes to say, and no prompt may be longer. */
    text: Type.String({ minLength: 1, maxLength: 1500 }),
    /** The lines of the draft's own dictionary. */
    readings: Type.Array(
      Type.Object({ written: Type.String({ minLength: 1, maxLength: 40 }), say: Type.Optional(Type.String({ maxLength: 80 })), reading: Type.Optional(Type.String({ maxLength: 120 })) }, { additionalProperties: false }),
      { maxItems: 500 },
    ),
  },
  { additionalProperties: false },
)

/** Speech for guidance that nobody has recorded. Nothing here stores anything: what is to be kept goes to `POST /audio`. */
export const speechRouter = router({
  /** Whether this server can speak and in whose voice, else what is missing; and the readings that every text begins with. */
  status: procedureFor('draft.read').query(() => {
    const { tools, missing } = installedSpeech(process.env)
    return { voice: tools ? voiceName(tools.voice) : null, missing: missing ?? null, readings }
  }),

  /** A query, since it changes nothing; asked in a body, since texts are long. `wav` is base64. */
  preview: procedureFor('draft.edit').input(input(Preview)).query(async ({ ctx, input: { text, readings: own }, signal }) => {
    const { tools, missing } = installedSpeech(process.env)
    if (!tools) throw new StatedError('SPEECH_NOT_INSTALLED', { ja: `このサーバーでは音声合成を使えません。${missing.ja}`, en: `This server has no speech synthesis. ${missing.en}` })
    const { wav, spoken, reading, misread } = await previews.say(ctx.actor.id, text, withOwnReadings(own), tools, signal)
    return { wav: Buffer.from(wav).toString('base64'), seconds: readWav(wav).seconds, spoken, reading, misread, voice: voiceName(tools.voice) }
  }),
})

/** What stands beside the audio, since most licences want the voice to be named. */
function voiceName(file: string): string {
  return voiceCredit(file)?.voice ?? path.basename(file, '.htsvoice')
}
