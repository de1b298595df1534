/** The keys that are not of the menu 「編集」, by where they work. Letters alone work only where no text is typed and the place has the focus (WCAG 2.1.4). */
export const keySections = [
  { title: 'keysEverywhere', keys: [['Ctrl+Z', 'undo'], ['Ctrl+Shift+Z', 'redo'], ['F6 / Shift+F6', 'panels'], ['Ctrl+/', 'help'], ['Esc', 'backToFlow']] },
  {
    title: 'keysOutline',
    keys: [
      ['↑ ↓ Home End', 'rows'], ['→ ←', 'openClose'], ['*', 'openAll'], ['A–Z 0–9', 'type'], ['Enter', 'openRow'], ['Ctrl+Enter', 'addAfter'], ['Shift+F10', 'rowMenu'], ['Shift+F2', 'name'], ['Ctrl+M', 'moveTo'], ['Alt+← ↑ → ↓', 'nudge'],
      ['Shift+↑ ↓', 'range'], ['Ctrl+Space', 'addSelect'], ['Alt+Enter', 'goTo'], ['Alt+Backspace', 'goBack'], ['?', 'help'],
    ],
  },
  {
    title: 'keysCanvas',
    keys: [
      ['← ↑ → ↓', 'walk'], ['Shift+→', 'ontoWire'], ['Home', 'toEntry'], ['Enter', 'selectEdit'], ['Shift+Enter', 'addSelect'], ['C', 'choose'], ['Ctrl+Enter', 'addAfter'], ['I', 'insert'], ['Alt+← ↑ → ↓', 'nudge'], ['Alt+Shift+← ↑ → ↓', 'nudgeFar'],
      ['Alt+Enter', 'goTo'], ['Alt+Backspace', 'goBack'], ['Esc', 'unselect'], ['?', 'help'], ['Shift', 'box'],
    ],
  },
] as const
