/** The fault laboratory: servers that each have one fault, and what the doctor says of them. */
package dev.hawser.doctor.lab;
