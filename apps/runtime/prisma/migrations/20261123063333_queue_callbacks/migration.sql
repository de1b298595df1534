-- CreateTable
CREATE TABLE "queue_callback" (
    "id" SERIAL NOT NULL,
    "session_id" TEXT NOT NULL,
    "operation" INTEGER NOT NULL,
    "queue" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'offered',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queue_callback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "queue_callback_queue_state_idx" ON "queue_callback"("queue", "state");

-- CreateIndex
CREATE UNIQUE INDEX "queue_callback_session_id_operation_key" ON "queue_callback"("session_id", "operation");
