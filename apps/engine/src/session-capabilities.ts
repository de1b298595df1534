import { type CallCapability, type Capabilities, ChanceCapability, ClockCapability, DeskCapability, FaultCapability, HoursCapability, HttpCapability, MessagesCapability, QueueCapability, RecordsCapability, ReportsCapability, ServicesCapability, type SessionPort, TablesCapability } from '@madoguchi/sdk'

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
  #http: HttpCapability | undefined
  #messages: MessagesCapability | undefined
  #records: RecordsCapability | undefined
  #desk: DeskCapability | undefined
  #services: ServicesCapability | undefined

  constructor(session: SessionPort, call: CallCapability, node: () => string) {
    this.#session = session
    this.call = call
    this.#node = node
  }

  get queue(): QueueCapability {
    return (this.#queue ??= new QueueCapability(this.#session, this.call, this.#node))
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

  get http(): HttpCapability {
    return (this.#http ??= new HttpCapability(this.#session, this.call, this.#node))
  }

  get messages(): MessagesCapability {
    return (this.#messages ??= new MessagesCapability(this.#session, this.call, this.#node))
  }

  get records(): RecordsCapability {
    return (this.#records ??= new RecordsCapability(this.#session, this.call, this.#node))
  }

  get desk(): DeskCapability {
    return (this.#desk ??= new DeskCapability(this.#session, this.call, this.#node))
  }

  get services(): ServicesCapability {
    return (this.#services ??= new ServicesCapability(this.#session))
  }
}
