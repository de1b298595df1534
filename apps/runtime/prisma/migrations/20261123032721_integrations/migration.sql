-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "session_id" TEXT NOT NULL,
    "operation" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_record" (
    "id" SERIAL NOT NULL,
    "session_id" TEXT NOT NULL,
    "operation" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "done_by" UUID,
    "done_by_name" TEXT,

    CONSTRAINT "service_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outbox_message_state_idx" ON "outbox_message"("state");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_session_id_operation_key" ON "outbox_message"("session_id", "operation");

-- CreateIndex
CREATE INDEX "service_record_state_id_idx" ON "service_record"("state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_record_session_id_operation_key" ON "service_record"("session_id", "operation");
