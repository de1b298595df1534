import { type CallCapability, type Capabilities, ChanceCapability, ClockCapability, FaultCapability, HoursCapability, QueueCapability, ReportsCapability, ServicesCapability, type SessionPort, TablesCapability } from '@madoguchi/sdk'

/** The capabilities of one session, each made when a node first asks for it: most calls need few of them. */
export class SessionCapabilities implements Capabilities {
  readonly call: CallCapability
  readonly #session: SessionPort
  /** The node that runs now. */
  readonly #node: () => string
  #queue: QueueCapability | undefined
  #hours: HoursCapability | undefined
  #tables: TablesCapability | undefined
  #clock: ClockCapability | undefined
  #chance: ChanceCapability | undefined
  #fault: FaultCapability | undefined
  #reports: ReportsCapability | undefined
  #services: ServicesCapability | undefined

  constructor(session: SessionPort, call: CallCapability, node: () => string) {
    this.#session = session
    this.call = call
    this.#node = node
  }

  get queue(): QueueCapability {
    return (this.#queue ??= new QueueCapability(this.#session, this.call))
  }

  get hours(): HoursCapability {
    return (this.#hours ??= new HoursCapability(this.#session, this.#node))
  }

  get tables(): TablesCapability {
    return (this.#tables ??= new TablesCapability(this.#session, this.#node))
  }

  get clock(): ClockCapability {
    return (this.#clock ??= new ClockCapability(this.#session, this.#node))
  }

  get chance(): ChanceCapability {
    return (this.#chance ??= new ChanceCapability(this.#session))
  }

  get fault(): FaultCapability {
    return (this.#fault ??= new FaultCapability(this.#session))
  }

  get reports(): ReportsCapability {
    return (this.#reports ??= new ReportsCapability(this.#session, this.#node))
  }

  get services(): ServicesCapability {
    return (this.#services ??= new ServicesCapability(this.#session))
  }
}
