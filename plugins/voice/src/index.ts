import type { NodeType, Plugin } from '@madoguchi/sdk'
import { answer } from './answer.ts'
import { collect } from './collect.ts'
import { hangup } from './hangup.ts'
import { menu } from './menu.ts'
import { play } from './play.ts'
import { record } from './record.ts'
import { transfer } from './transfer.ts'
import { wait } from './wait.ts'

/** What a call can say, ask and do. In the order in which the palette offers them. */
export const nodeTypes: NodeType[] = [answer, play, menu, collect, record, transfer, wait, hangup]

export const plugin: Plugin = { name: '@madoguchi/plugin-voice', nodeTypes }
