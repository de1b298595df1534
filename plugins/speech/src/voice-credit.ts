import { basename } from 'node:path'

export interface VoiceCredit {
  voice: string
  /** SPDX. */
  licence: string
}

/** Voices whose licence was read; a further one needs its own line here and in LICENSE-VOICE.md of the bundle that ships it. */
const credits: Readonly<Record<string, VoiceCredit>> = {
  'mei_normal.htsvoice': { voice: 'HTS Voice "Mei" 1.4 (mei_normal)', licence: 'CC-BY-3.0' },
}

/** Who is to be named where audio of this voice file is used; undefined for a voice that nobody has entered here. */
export function voiceCredit(voiceFile: string): VoiceCredit | undefined {
  return credits[basename(voiceFile)]
}
