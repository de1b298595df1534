/** Pure code takes its time and chance from outside (architecture.md §6): a session that is run again must come to the same. */
export default {
  meta: { name: 'madoguchi' },
  rules: {
    'no-own-clock': {
      meta: { type: 'problem' },
      create: (context) => ({
        NewExpression(node) {
          if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
            context.report({ node, message: 'new Date() reads the clock of the machine; take the time from outside.' })
          }
        },
        CallExpression(node) {
          const { callee } = node
          if (callee.type === 'Identifier' && callee.name === 'Date') context.report({ node, message: 'Date() reads the clock of the machine; take the time from outside.' })
          if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.property.type !== 'Identifier') return
          const called = `${callee.object.name}.${callee.property.name}`
          if (['Date.now', 'performance.now', 'Math.random'].includes(called)) {
            context.report({ node, message: `${called}() differs from run to run; take time and chance from outside.` })
          }
        },
      }),
    },
  },
}
