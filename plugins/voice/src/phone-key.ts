import { choice, type said } from '@madoguchi/schemas'

/** The twelve keys of a telephone. */
export const phoneKeys = {
  '0': ['0', '0'], '1': ['1', '1'], '2': ['2', '2'], '3': ['3', '3'], '4': ['4', '4'], '5': ['5', '5'],
  '6': ['6', '6'], '7': ['7', '7'], '8': ['8', '8'], '9': ['9', '9'], '*': ['＊（米印）', '* (star)'], '#': ['＃（シャープ）', '# (hash)'],
} as const

/** A key of the telephone, chosen from a list. */
export const phoneKey = (about: ReturnType<typeof said>, defaultKey?: keyof typeof phoneKeys) => choice(phoneKeys, about, defaultKey)
