import { describe, expect, test } from 'vitest'
import { rowAfter, treeMove, typedTo } from './tree-keys.ts'

const row = (key: string, parent?: string, expanded?: boolean, found: string[] = [key]) => ({ key, parent, level: parent ? 2 : 1, found, ...(expanded === undefined ? {} : { expanded }) })
const rows = [row('answer', undefined, true), row('answer done', 'answer'), row('menu', undefined, false, ['番号選択', 'Menu']), row('mail', undefined, false), row('end')]

describe('keys of the tree', () => {
  test('up, down, Home and End go from row to row and stop at the ends', () => {
    expect(treeMove(rows, 'answer', 'ArrowDown')).toEqual({ to: 'answer done' })
    expect(treeMove(rows, 'menu', 'ArrowUp')).toEqual({ to: 'answer done' })
    expect(treeMove(rows, 'end', 'ArrowDown')).toBeUndefined()
    expect(treeMove(rows, 'end', 'Home')).toEqual({ to: 'answer' })
    expect(treeMove(rows, 'answer', 'End')).toEqual({ to: 'end' })
  })

  test('right opens, then enters; left closes, then leaves', () => {
    expect(treeMove(rows, 'menu', 'ArrowRight')).toEqual({ expand: ['menu'] })
    expect(treeMove(rows, 'answer', 'ArrowRight')).toEqual({ to: 'answer done' })
    expect(treeMove(rows, 'end', 'ArrowRight')).toBeUndefined()
    expect(treeMove(rows, 'answer', 'ArrowLeft')).toEqual({ collapse: 'answer' })
    expect(treeMove(rows, 'answer done', 'ArrowLeft')).toEqual({ to: 'answer' })
    expect(treeMove(rows, 'end', 'ArrowLeft')).toBeUndefined()
  })

  test('an asterisk opens all rows beside this one', () => {
    expect(treeMove(rows, 'end', '*')).toEqual({ expand: ['menu', 'mail'] })
  })

  test('typing finds rows by their beginning, in any width and either language; one letter again goes on', () => {
    expect(typedTo(rows, 'answer', 'm')).toBe('menu')
    expect(typedTo(rows, 'menu', 'mm')).toBe('mail')
    expect(typedTo(rows, 'mail', 'm')).toBe('menu')
    expect(typedTo(rows, 'menu', 'ma')).toBe('mail')
    expect(typedTo(rows, 'answer', 'Ｍ')).toBe('menu')
    expect(typedTo(rows, 'answer', '番')).toBe('menu')
    expect(typedTo(rows, 'answer', 'x')).toBeUndefined()
  })

  test('once rows are gone the next that stays has the focus', () => {
    const gone = new Set(['menu', 'mail'])
    expect(rowAfter(rows, 'menu', (key) => gone.has(key))).toBe('end')
    expect(rowAfter(rows, 'end', (key) => key === 'end')).toBe('mail')
    expect(rowAfter([row('a')], 'a', () => true)).toBeUndefined()
  })
})
