export { describeNode, nodeFindings } from './describe-node.ts'
export { rules, type Finding, type NodeFixture, type Rule } from './fixture.ts'
export { runWith } from './run-with.ts'
export * from './describe-lent-plugin.ts'
