import fs from 'node:fs'
import path from 'node:path'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { StatedError } from '../stated-error.ts'
import type { InstanceOptions } from './telephony-options.ts'

export const instanceFile = 'instance.json'

/** `instance.json` of a configuration folder: how the runtime reaches the FreeSWITCH that runs from it. Written by `freeswitch-config`. */
const InstanceFile = Type.Object({
  name: Type.String({ minLength: 1 }),
  host: Type.String({ minLength: 1 }),
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  password: Type.String({ minLength: 1 }),
  gateways: Type.Array(Type.String()),
  seats: Type.Array(Type.Object({ name: Type.String(), endpoint: Type.String(), agent: Type.Optional(Type.String()), skills: Type.Optional(Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: 5 }))) })),
  configurationFolder: Type.Optional(Type.String({ minLength: 1 })),
})

/**
 * Reads the instances of `MADOGUCHI_FREESWITCH`: folders written by `freeswitch-config`, separated by commas.
 * @throws StatedError TELEPHONY_UNUSABLE naming the folder that is none
 */
export function readInstances(folders: string | undefined): InstanceOptions[] {
  return (folders ?? '').split(',').map((folder) => folder.trim()).filter((folder) => folder !== '').map(readInstance)
}

function readInstance(folder: string): InstanceOptions {
  try {
    const instance: unknown = JSON.parse(fs.readFileSync(path.join(folder, instanceFile), 'utf8'))
    if (Value.Check(InstanceFile, instance)) return located(instance, folder)
    throw new Error('instance.json has another form')
  } catch (cause) {
    throw new StatedError(
      'TELEPHONY_UNUSABLE',
      { ja: `${folder} は交換機の設定フォルダーではありません（instance.json を読めません）。madoguchi freeswitch-config で作り直してください。`, en: `${folder} is no FreeSWITCH configuration folder (instance.json cannot be read). Write it with madoguchi freeswitch-config.` },
      { cause },
    )
  }
}

/** A relative configuration folder counts from the folder of the file, so that `.` is the folder itself. */
function located(instance: Type.Static<typeof InstanceFile>, folder: string): InstanceOptions {
  const { configurationFolder, ...rest } = instance
  return configurationFolder === undefined ? rest : { ...rest, configurationFolder: path.resolve(folder, configurationFolder) }
}
