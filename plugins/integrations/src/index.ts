import type { NodeType, Plugin } from '@madoguchi/sdk'
import { callForm } from './call-form.ts'
import { createRecord } from './create-record.ts'
import { httpRequest } from './http-request.ts'
import { notify } from './notify.ts'
import { screenPop } from './screen-pop.ts'
import { sendSms } from './send-sms.ts'

/** What a call does outside of itself: asks another system, sends, notifies, leaves a record. */
export const nodeTypes: NodeType[] = [httpRequest, sendSms, notify, createRecord, screenPop, callForm]

export const plugin: Plugin = { name: '@madoguchi/plugin-integrations', nodeTypes }
