import type { NodeType, Plugin } from '@madoguchi/sdk'
import { answer } from './answer.ts'
import { collect } from './collect.ts'
import { conference } from './conference.ts'
import { hangup } from './hangup.ts'
import { hold } from './hold.ts'
import { language } from './language.ts'
import { menu } from './menu.ts'
import { park } from './park.ts'
import { play } from './play.ts'
import { record } from './record.ts'
import { recordCall } from './record-call.ts'
import { reject } from './reject.ts'
import { retrieve } from './retrieve.ts'
import { ringGroup } from './ring-group.ts'
import { sayValue } from './say-value.ts'
import { transfer } from './transfer.ts'
import { wait } from './wait.ts'

/** What a call can say, ask and do. In the order in which the palette offers them. */
export const nodeTypes: NodeType[] = [answer, reject, play, sayValue, language, menu, collect, record, recordCall, transfer, ringGroup, hold, park, retrieve, conference, wait, hangup]

export const plugin: Plugin = { name: '@madoguchi/plugin-voice', nodeTypes }
