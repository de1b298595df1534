// Runs the code of a third party's plugin, in a process (guest-process.mjs) or a worker (guest-worker.mjs) of its own. Plain JavaScript, since
// both load it as it is. It is on the stranger's side of the wall: whoever hosts it trusts nothing that it says.

/**
 * @param {(message: unknown) => void} send to the host
 * @returns {(message: any) => void} what the host says
 */
export function makeGuest(send) {
  /** @type {any} */ let module = {}
  const runs = new Map()

  async function load(url) {
    try {
      module = await import(url)
      // Functions fall away: what is left is the description.
      send({ kind: 'ready', manifest: module.plugin === undefined ? null : JSON.parse(JSON.stringify(module.plugin)), services: Object.keys(module.services ?? {}) })
    } catch (error) {
      send({ kind: 'unloadable', message: said(error) })
    }
  }

  async function work(id, act) {
    const run = { over: false, waiting: undefined, stop: undefined }
    runs.set(id, run)
    const over = (message) => {
      if (run.over) return
      run.over = true
      runs.delete(id)
      send({ ...message, id })
    }
    run.stop = () => over({ kind: 'done', result: null })
    try {
      const result = await act(run)
      over({ kind: 'done', result: result ?? null })
    } catch (error) {
      over({ kind: 'failed', code: typeof error?.code === 'string' ? error.code : 'failed', message: said(error), ...(error?.asked === undefined ? {} : { asked: error.asked }) })
    }
  }

  function runNode({ id, type, config, answers }) {
    const node = module.plugin?.nodeTypes?.find((known) => known.type === type)
    return work(id, (run) => node.run(contextOf(node, config, askerOf(id, run, answers))))
  }

  /** Questions go out one after the other, so that they have the same numbers when the run is done again. */
  function askerOf(id, run, answers) {
    let n = 0
    let before = Promise.resolve()
    const one = async (what, args) => {
      // The contact may be gone while the executor still computes: nobody answers it any more, and a question would be out of turn.
      if (run.over) return new Promise(() => {})
      const number = n++
      const answer = number < answers.length ? answers[number] : await new Promise((resolve) => {
        run.waiting = resolve
        send({ kind: 'ask', id, n: number, what, args })
      })
      if (answer.fault === undefined) return answer.value
      throw Object.assign(new Error(answer.fault.message), { code: answer.fault.code, asked: number })
    }
    return (what, ...args) => {
      const next = before.then(() => one(what, args))
      before = next.catch(() => {})
      return next
    }
  }

  return (message) => {
    switch (message.kind) {
      case 'load':
        return void load(message.url)
      case 'run':
        return void runNode(message)
      case 'service':
        return void work(message.id, () => module.services[message.service](message.input))
      case 'answer': {
        const run = runs.get(message.id)
        const answer = run?.waiting
        if (answer) run.waiting = undefined
        return answer?.(message.answer)
      }
      case 'stop':
        return runs.get(message.id)?.stop()
    }
  }
}

/** What `run` of a node is given: its settings, the capabilities it needs, and its two ways to end. */
export function contextOf(node, config, ask) {
  const lent = {
    call: {
      answer: () => ask('call.answer'), play: (...args) => ask('call.play', ...args), ask: (...args) => ask('call.ask', ...args),
      collect: (...args) => ask('call.collect', ...args), wait: (...args) => ask('call.wait', ...args),
    },
    tables: { lookup: (...args) => ask('tables.lookup', ...args), decide: (...args) => ask('tables.decide', ...args) },
    reports: { milestone: (...args) => ask('reports.milestone', ...args) },
    services: { ask: (...args) => ask('services.ask', ...args) },
  }
  return {
    config,
    visit: () => ask('visit'),
    ...Object.fromEntries(node.needs.map((need) => [need, lent[need]])),
    evaluate: (expression) => ask('evaluate', expression),
    render: (template) => ask('render', template),
    set: (name, value) => ask('set', name, value),
    leave: (exit) => ({ kind: 'leave', exit }),
    fault: (code, message) => Object.assign(new Error(message), { code }),
  }
}

function said(error) {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200)
}
