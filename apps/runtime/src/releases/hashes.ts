// The one place where the runtime takes its hashes from (architecture.md §5).
export { contentHash, layoutHash, sha256Hex as sha256 } from '@madoguchi/engine'
