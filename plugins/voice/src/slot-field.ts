import { said } from '@madoguchi/schemas'
import Type from 'typebox'

/** The name of a place where a call can be parked: short, since people dial or say it. */
export const slotField = () => Type.String({ pattern: '^[0-9A-Za-z]{1,10}$', default: '701', ...said(['パーク番号', '通話を預ける場所の番号です。同じ番号で取り出します。'], ['Slot', 'Where the call is parked; it is fetched by the same number.']) })
