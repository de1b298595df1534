import type { NodeType, Plugin } from '@madoguchi/sdk'
import { createRecord } from './create-record.ts'
import { httpRequest } from './http-request.ts'
import { notify } from './notify.ts'
import { screenPop } from './screen-pop.ts'
import { sendSms } from './send-sms.ts'

/** What a call does outside of itself: asks another system, sends, notifies, leaves a record. */
export const nodeTypes: NodeType[] = [httpRequest, sendSms, notify, createRecord, screenPop]

export const plugin: Plugin = { name: '@madoguchi/plugin-integrations', nodeTypes }
