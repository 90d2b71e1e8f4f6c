-- When the server of the queue last started a cron: whoever waits for it can see from outside that none comes any more.
CREATE TABLE "beats" (
    "name" VARCHAR(32) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "beats_pkey" PRIMARY KEY ("name")
);
