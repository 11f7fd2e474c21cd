// The adapters fit what the frameworks declare.
import { createServer } from "node:http";
import { createGateway, original, toFastify, toNode, type Gateway, type GatewayOptions } from "bellpull/gateway";
import express from "express";
import fastify, { type FastifyRequest } from "fastify";
import { Hono } from "hono";

export function mounted(options: Omit<GatewayOptions, "authenticate">): Gateway {
  const gateway = createGateway({
    ...options,
    authenticate(request) {
      const id: string | undefined = original<FastifyRequest>(request)?.id;
      return id === undefined ? null : { id, groups: [] };
    },
  });
  createServer((request, response) => void toNode(gateway)(request, response));
  express().use("/jenkins-gateway", express.json(), toNode(gateway));
  void fastify().register(toFastify(gateway), { prefix: "/jenkins-gateway" });
  new Hono().all("/jenkins-gateway", (c) => gateway(c.req.raw));
  // @ts-expect-error: a framework is not a gateway
  toNode(express());
  return gateway;
}
